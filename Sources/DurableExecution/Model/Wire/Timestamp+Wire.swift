extension Timestamp: Codable {
    /// Reads both forms the service writes: whole milliseconds in an invocation's payload, and
    /// seconds with a fraction in the answers of its API.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number = try container.decode(Double.self)
        let isMilliseconds = number.magnitude >= Self.leastMilliseconds
        let milliseconds = (isMilliseconds ? number : number * 1000).rounded()
        guard let exact = Int64(exactly: milliseconds) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "\(number) is not a moment in seconds or milliseconds"
            )
        }
        self.init(millisecondsSinceEpoch: exact)
    }

    /// Writes whole milliseconds, or seconds with a fraction where the encoder's ``asSeconds`` is
    /// set: the form of the answers of the service's API.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if Self.asSeconds.flatMap({ encoder.userInfo[$0] }) as? Bool == true {
            try container.encode(Double(millisecondsSinceEpoch) / 1000)
        } else {
            try container.encode(millisecondsSinceEpoch)
        }
    }

    package static var asSeconds: CodingUserInfoKey? {
        CodingUserInfoKey(rawValue: "perdure.timestamps-as-seconds")
    }

    /// As seconds the year 5138, as milliseconds March 1973: no execution is near either.
    private static var leastMilliseconds: Double { 1e11 }
}
