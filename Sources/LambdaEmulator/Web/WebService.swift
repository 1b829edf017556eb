import DurableExecution
import HTTPTransport

/// Serves the APIs and function URLs of a template.
struct WebService: Sendable {
    /// Invokes a function by name with an event that belongs to a trace.
    typealias Invoke =
        @Sendable (String, _ event: [UInt8], _ trace: String) async throws(ServiceError) ->
        ReplyParts

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
        let parts = try await call(
            match.route.function,
            WireJSON.encode(event),
            in: request.traceID
        )
        if endpoint.kind == .functionURL(isStreamed: true) { return try await stream(parts) }
        let end = endpoint.patience.map { request.receivedAt.advanced(by: $0) }
        let reply = try await reply(parts, before: end)
        return .whole(try reply.outcome.response(match.route.format))
    }

    private func call(
        _ function: String,
        _ event: [UInt8],
        in trace: String
    ) async throws(WebFault) -> ReplyParts {
        guard event.count <= InvokeRequest.largestPayload else { throw .tooLarge }
        do {
            return try await invoke(function, event, trace)
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

extension InvocationOutcome {
    func response(
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
