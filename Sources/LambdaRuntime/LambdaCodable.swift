public import FoundationEssentials

// Emitted into the program that calls them, not into this module, so that a program that handles
// bytes does not carry Foundation's JSON.
extension Lambda {
    /// Serves events that are JSON, with answers that are JSON.
    @_alwaysEmitIntoClient
    public static func run<
        Event: Decodable & SendableMetatype,
        Output: Encodable & SendableMetatype
    >(
        _ handler: sending @escaping (Event, Invocation) async throws -> Output
    ) -> Never {
        let encoder = JSONEncoder()
        let decoder = JSONDecoder()
        run(contentType: "application/json") { (bytes: [UInt8], invocation: Invocation) in
            let event = try decodeEvent(Event.self, from: bytes, with: decoder)
            return try encodeAnswer(try await handler(event, invocation), with: encoder)
        }
    }

    /// Serves events that are JSON; the answer is `null`.
    @_alwaysEmitIntoClient
    public static func run<Event: Decodable & SendableMetatype>(
        _ handler: sending @escaping (Event, Invocation) async throws -> Void
    ) -> Never {
        let decoder = JSONDecoder()
        run(contentType: "application/json") { (bytes: [UInt8], invocation: Invocation) in
            try await handler(try decodeEvent(Event.self, from: bytes, with: decoder), invocation)
            return Array("null".utf8)
        }
    }

    @_alwaysEmitIntoClient
    static func decodeEvent<Event: Decodable>(
        _ type: Event.Type,
        from bytes: [UInt8],
        with decoder: JSONDecoder
    ) throws(PayloadError) -> Event {
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch {
            throw PayloadError.undecodableEvent("\(type): \(error)")
        }
    }

    @_alwaysEmitIntoClient
    static func encodeAnswer(
        _ answer: some Encodable,
        with encoder: JSONEncoder
    ) throws(PayloadError) -> [UInt8] {
        do {
            return Array(try encoder.encode(answer))
        } catch {
            throw PayloadError.unencodableAnswer("\(type(of: answer)): \(error)")
        }
    }
}
