import DurableExecution
import HTTPTransport

/// Serves the APIs and function URLs of a template.
struct WebService: Sendable {
    /// Invokes a function by name with an event.
    typealias Invoke = @Sendable (String, _ event: [UInt8]) async throws(ServiceError) -> ReplyParts

    let time: any Timekeeper
    let makeID: @Sendable () -> String
    let invoke: Invoke
    let report: @Sendable (EmulatorEvent) -> Void

    func respond(to incoming: IncomingRequest, at endpoint: HTTPEndpoint) async -> HTTPAnswer {
        let whole = await incoming.collected(upTo: endpoint.largestBody)
        let answer: HTTPAnswer
        var fault: WebFault?
        do {
            answer = try await self.answer(to: whole, at: endpoint)
        } catch {
            fault = error
            answer = .whole(error.response(at: endpoint.kind))
        }
        let kind = EmulatorEvent.Kind.responded(
            "\(whole.message.method) \(whole.message.target)",
            status: answer.head.status,
            problem: fault?.explanation
        )
        report(EmulatorEvent(function: endpoint.logicalID, kind: kind))
        return endpoint.allowingPages(answer, whole.message)
    }

    private func answer(
        to incoming: HTTPServerRequest,
        at endpoint: HTTPEndpoint
    ) async throws(WebFault) -> HTTPAnswer {
        if let preflight = endpoint.preflight(incoming.message) { return .whole(preflight) }
        guard !incoming.isTooLarge else { throw .tooLarge }
        let request = WebRequest(incoming.message, id: makeID(), receivedAt: time.now)
        guard let match = endpoint.match(incoming.message.method, request.rawPath) else {
            throw .noRoute
        }
        let event = ProxyEvent(endpoint: endpoint, match: match, request: request).value
        let parts = try await call(match.route.function, WireJSON.encode(event))
        if endpoint.kind == .functionURL(isStreamed: true) { return try await stream(parts) }
        let end = endpoint.patience.map { request.receivedAt.advanced(by: $0) }
        let reply = try await reply(parts, before: end)
        return .whole(try reply.outcome.response(match.route.format))
    }

    private func call(_ function: String, _ event: [UInt8]) async throws(WebFault) -> ReplyParts {
        guard event.count <= InvokeRequest.largestPayload else { throw .tooLarge }
        do {
            return try await invoke(function, event)
        } catch {
            throw .malformed(error.message)
        }
    }

    /// An API gives up waiting; the function goes on.
    private func reply(
        _ parts: ReplyParts,
        before end: Timestamp?
    ) async throws(WebFault) -> InvocationReply {
        guard let end else { return await parts.whole() }
        let reply = await withTaskGroup(of: InvocationReply?.self) { group in
            group.addTask { await parts.whole() }
            group.addTask {
                // Cancelled: the answer has come.
                try? await time.sleep(until: end)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard let reply else { throw .timedOut }
        return reply
    }
}

// MARK: - Streaming

extension WebService {
    /// Answers as soon as the head of the response is known.
    private func stream(_ parts: ReplyParts) async throws(WebFault) -> HTTPAnswer {
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

extension InvocationOutcome {
    fileprivate func response(
        _ format: HTTPRoute.PayloadFormat
    ) throws(WebFault) -> HTTPResponse {
        switch self {
        case .failed(let failure):
            throw failure.cause == .throttled ? .throttled : .failed(failure)
        case .succeeded(let result):
            do {
                return try ProxyResponse.read(result, format)
            } catch {
                throw .malformed(error.reason)
            }
        }
    }
}

// MARK: - What each kind of endpoint does

extension HTTPEndpoint {
    /// Source: API Gateway quotas, "Payload size"; Lambda quotas, "Invocation payload".
    fileprivate var largestBody: Int {
        switch kind {
        case .httpAPI, .restAPI: 10 * 1024 * 1024
        case .functionURL: InvokeRequest.largestPayload
        }
    }

    /// Source: API Gateway quotas, "Integration timeout".
    fileprivate var patience: Duration? {
        switch kind {
        case .httpAPI: .seconds(30)
        case .restAPI: .seconds(29)
        case .functionURL: nil
        }
    }

    fileprivate func preflight(_ request: HTTPRequest) -> HTTPResponse? {
        guard let cors, CORSPolicy.isPreflight(request) else { return nil }
        return HTTPResponse(status: kind == .httpAPI ? 204 : 200, fields: cors.preflight(request))
    }

    /// A REST API leaves that to its functions.
    fileprivate func allowingPages(_ answer: HTTPAnswer, _ request: HTTPRequest) -> HTTPAnswer {
        var answer = answer
        if case .restAPI = kind { return answer }
        cors?.apply(to: &answer.head, for: request)
        return answer
    }
}
