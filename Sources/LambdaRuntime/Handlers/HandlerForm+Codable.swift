/// What a handler of JSON becomes: a handler of bytes.
extension HandlerForm {
    static func json<Event: Decodable, Output: Encodable>(
        _ handle: @escaping (Event, Invocation) async throws -> Output
    ) -> HandlerForm {
        .buffered(contentType: JSONPayload.contentType) { bytes, invocation in
            let event: Event = try JSONPayload.decode(bytes)
            return try JSONPayload.encode(try await handle(event, invocation))
        }
    }

    static func json<Event: Decodable>(
        _ handle: @escaping (Event, Invocation) async throws -> Void
    ) -> HandlerForm {
        .buffered(contentType: JSONPayload.contentType) { bytes, invocation in
            try await handle(try JSONPayload.decode(bytes), invocation)
            return JSONPayload.null
        }
    }

    static func json<Event: Decodable>(
        contentType: String,
        _ handle: @escaping (Event, ResponseWriter, Invocation) async throws -> Void
    ) -> HandlerForm {
        .streaming(contentType: contentType) { bytes, response, invocation in
            try await handle(try JSONPayload.decode(bytes), response, invocation)
        }
    }
}
