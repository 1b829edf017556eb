import HTTPTransport

extension WebService {
    /// Answers as soon as the head of the response is known.
    func stream(_ parts: ReplyParts) async throws(WebFault) -> HTTPAnswer {
        var beginning = parts.makeAsyncIterator()
        switch await beginning.next() {
        case .began(let contentType) where contentType == StreamPrelude.contentType:
            let (head, rest) = try await prelude(of: parts)
            return .streamed(head, after: rest, parts)
        case .began(let contentType):
            let type = contentType ?? "application/octet-stream"
            return .streamed(HTTPResponse(status: 200, fields: ["content-type": type]), parts)
        case .ended(let reply): return .whole(try reply.outcome.response(.v2))
        case .bytes, nil: throw .failed(.stopped)
        }
    }

    private func prelude(
        of parts: ReplyParts
    ) async throws(WebFault) -> (head: HTTPResponse, rest: [UInt8]) {
        var prelude = StreamPrelude()
        var beginning = parts.makeAsyncIterator()
        while let part = await beginning.next() {
            switch part {
            case .began: break
            case .bytes(let bytes):
                do {
                    if let complete = try prelude.receive(bytes) { return complete }
                } catch {
                    throw .malformed(error.reason)
                }
            case .ended(let reply):
                _ = try reply.outcome.response(.v2)
                throw .malformed("its stream ended before the eight NUL bytes")
            }
        }
        throw .failed(.stopped)
    }
}

extension HTTPAnswer {
    /// The client sees a failure in mid-stream as a connection that is broken off.
    fileprivate static func streamed(
        _ head: HTTPResponse,
        after first: [UInt8] = [],
        _ parts: ReplyParts
    ) -> HTTPAnswer {
        .streamed(head) { body in
            if !first.isEmpty { try await body.write(first) }
            for await part in parts {
                switch part {
                case .began: break
                case .bytes(let bytes): try await body.write(bytes)
                case .ended(let reply):
                    if case .failed(let failure) = reply.outcome { throw failure }
                }
            }
        }
    }

    var head: HTTPResponse {
        get {
            switch self {
            case .whole(let response), .streamed(let response, _): response
            }
        }
        set {
            switch self {
            case .whole: self = .whole(newValue)
            case .streamed(_, let body): self = .streamed(newValue, body)
            }
        }
    }
}
