import HTTPTransport

/// What the processes ask of the Runtime API.
extension FunctionHost {
    func answer(_ incoming: IncomingRequest, from id: Sandbox.ID) async -> HTTPResponse {
        guard let call = RuntimeAPI.Call(incoming.head) else { return RuntimeAPI.unknownCall }
        do throws(RuntimeRefusal) {
            switch call {
            case .next: return try await next(id)
            case .response(let request, .streaming):
                return try await receive(request, incoming, from: id)
            case .response(_, .unknown): throw .unknownResponseMode
            case .response(let request, .buffered):
                let outcome = RuntimeAPI.outcome(await incoming.whole)
                try finish(id, request, incoming, outcome)
                return outcome.isTooLarge ? RuntimeAPI.tooLarge : RuntimeAPI.accepted
            case .error(let request):
                try finish(id, request, incoming, .failed(await incoming.reportedFailure))
                return RuntimeAPI.accepted
            case .initializationError:
                let failure = await incoming.reportedFailure
                perform(try pool.failInitialization(id, with: failure, now: time.now))
                return RuntimeAPI.accepted
            }
        } catch {
            return RuntimeAPI.refused(error)
        }
    }

    /// Passes a streamed answer on to the caller as it arrives.
    private func receive(
        _ request: String,
        _ incoming: IncomingRequest,
        from id: Sandbox.ID
    ) async throws(RuntimeRefusal) -> HTTPResponse {
        let attempt = RuntimeAPI.attempt(incoming.head)
        try pool.beginStream(id, request: request, attempt: attempt)
        callers[request]?.yield(.began(contentType: incoming.head.fields["Content-Type"]))
        let trailers: HTTPFields
        do {
            trailers = try await incoming.forward { callers[request]?.yield(.bytes($0)) }
        } catch {
            perform(pool.breakStream(id, now: time.now))
            return RuntimeAPI.truncated
        }
        let outcome = RuntimeAPI.outcome(trailers: trailers)
        perform(try pool.endStream(id, with: outcome, now: time.now))
        return RuntimeAPI.accepted
    }

    /// Parks the call until there is an event for this sandbox.
    private func next(_ id: Sandbox.ID) async throws(RuntimeRefusal) -> HTTPResponse {
        guard processes[id]?.hasEnded == false else { throw .wrongState }
        processes[id]?.isReady()
        let actions = try pool.next(id, now: time.now)
        return await withCheckedContinuation { poll in
            polls.updateValue(poll, forKey: id)?.resume(returning: RuntimeAPI.refused(.wrongState))
            perform(actions)
        }
    }

    private func finish(
        _ id: Sandbox.ID,
        _ request: String,
        _ incoming: IncomingRequest,
        _ outcome: InvocationOutcome
    ) throws(RuntimeRefusal) {
        let attempt = RuntimeAPI.attempt(incoming.head)
        perform(
            try pool.finish(id, request: request, attempt: attempt, with: outcome, now: time.now)
        )
    }
}

extension IncomingRequest {
    fileprivate var whole: HTTPServerRequest {
        get async { await collected(upTo: RuntimeAPI.largestPayload) }
    }

    fileprivate var reportedFailure: FunctionFailure {
        get async { FunctionFailure(cause: .reported, payload: await whole.message.body) }
    }
}

extension InvocationOutcome {
    fileprivate var isTooLarge: Bool {
        guard case .failed(let failure) = self else { return false }
        return failure.cause == .tooLarge
    }
}
