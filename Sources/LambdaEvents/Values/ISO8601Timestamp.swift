public import FoundationEssentials

/// A moment that AWS writes as ISO 8601 text, such as `2015-10-07T12:34:56.789Z`.
///
/// It keeps the text, because services differ in how many digits they give a second.
public struct ISO8601Timestamp: Sendable, Hashable {
    /// The text as AWS wrote it.
    public let text: String
    /// The moment, to the precision of `Date`.
    public let date: Date

    /// Reads a moment; nil where the text is something else.
    public init?(_ text: String) {
        guard let moment = InternetTime(text) else { return nil }
        self.text = text
        date = Date(timeIntervalSince1970: moment.secondsSince1970)
    }

    /// Writes a moment to the millisecond; one that is not in the years 0 to 9999 as the nearest that is.
    public init(_ date: Date) {
        text = InternetTime(secondsSince1970: date.timeIntervalSince1970).text
        self.date = date
    }
}

extension ISO8601Timestamp: Codable {
    /// Reads the text; throws `DecodingError` where it is no moment.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let timestamp = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text.prefix(80))' is not a moment in ISO 8601."
            )
        }
        self = timestamp
    }

    /// Writes the text that was read.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
