public import FoundationEssentials

/// What a handler of JSON becomes: a handler of bytes.
///
/// Emitted into the program that uses it, so that others do not carry Foundation's JSON.
extension HandlerForm {
    @_alwaysEmitIntoClient
    static func json<Event: Decodable, Output: Encodable>(
        _ handle: @escaping (Event, Invocation) async throws -> Output
    ) -> HandlerForm {
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        return .buffered(contentType: JSONPayload.contentType) { bytes, invocation in
            let event: Event = try JSONPayload.decode(bytes, with: decoder)
            return try JSONPayload.encode(try await handle(event, invocation), with: encoder)
        }
    }

    @_alwaysEmitIntoClient
    static func json<Event: Decodable>(
        _ handle: @escaping (Event, Invocation) async throws -> Void
    ) -> HandlerForm {
        let decoder = JSONDecoder()
        return .buffered(contentType: JSONPayload.contentType) { bytes, invocation in
            try await handle(try JSONPayload.decode(bytes, with: decoder), invocation)
            return JSONPayload.null
        }
    }

    @_alwaysEmitIntoClient
    static func json<Event: Decodable>(
        contentType: String,
        _ handle: @escaping (Event, ResponseWriter, Invocation) async throws -> Void
    ) -> HandlerForm {
        let decoder = JSONDecoder()
        return .streaming(contentType: contentType) { bytes, response, invocation in
            try await handle(try JSONPayload.decode(bytes, with: decoder), response, invocation)
        }
    }
}
