/// What a handler type becomes: a handler made of it, which is set up.
extension HandlerForm {
    static func making<H: Lambda.Handler>(
        _ type: H.Type,
        contentType: String
    ) async throws -> HandlerForm where H.Event == [UInt8], H.Output == [UInt8] {
        var handler = try await H()
        return .buffered(contentType: contentType) { try await handler.handle($0, $1) }
    }

    static func making<H: Lambda.StreamingHandler>(
        _ type: H.Type,
        contentType: String
    ) async throws -> HandlerForm where H.Event == [UInt8] {
        var handler = try await H()
        return .streaming(contentType: contentType) { try await handler.handle($0, $1, $2) }
    }

    static func making<H: Lambda.Handler>(_ type: H.Type) async throws -> HandlerForm
    where H.Event: Decodable, H.Output: Encodable {
        var handler = try await H()
        return .json { (event: H.Event, invocation: Invocation) -> H.Output in
            try await handler.handle(event, invocation)
        }
    }

    static func making<H: Lambda.Handler>(_ type: H.Type) async throws -> HandlerForm
    where H.Event: Decodable, H.Output == Void {
        var handler = try await H()
        return .json { (event: H.Event, invocation: Invocation) -> Void in
            try await handler.handle(event, invocation)
        }
    }

    static func making<H: Lambda.StreamingHandler>(
        _ type: H.Type,
        contentType: String
    ) async throws -> HandlerForm where H.Event: Decodable {
        var handler = try await H()
        return .json(contentType: contentType) {
            (event: H.Event, response: ResponseWriter, invocation: Invocation) in
            try await handler.handle(event, response, invocation)
        }
    }
}
