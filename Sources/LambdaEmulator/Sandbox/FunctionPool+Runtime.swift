import DurableExecution

/// What the runtime of a sandbox does.
extension FunctionPool {
    /// The runtime asks for an event; the answer comes as a ``Action/deliver(_:to:)``.
    mutating func next(
        _ id: Sandbox.ID,
        now: Timestamp
    ) throws(RuntimeRefusal) -> [Action] {
        switch sandboxes[id]?.state {
        case .starting, .answered: return wait(id, now)
        case .waiting: return []
        case .running(let attempt): return [.deliver(attempt, to: id)]
        case .broken(let attempt):
            return complete(attempt, id, .failed(.truncated), asksAgain: true, now)
        case .streaming(let attempt, _):
            sandboxes[id]?.state = .streaming(attempt, asksAgain: true)
            return []
        case .stopping, nil: throw .wrongState
        }
    }

    private mutating func wait(_ id: Sandbox.ID, _ now: Timestamp) -> [Action] {
        if sandboxes[id]?.isRetired == true { return stop(id) { _ in .stopped } + dispatch(now) }
        sandboxes[id]?.state = .waiting(since: now)
        return dispatch(now)
    }

    /// The runtime answers: with a result, an error, or a result that was too large to take.
    mutating func finish(
        _ id: Sandbox.ID,
        request: String,
        attempt attemptID: String?,
        with outcome: InvocationOutcome,
        now: Timestamp
    ) throws(RuntimeRefusal) -> [Action] {
        let attempt = try running(id, request, attemptID)
        return complete(attempt, id, outcome, asksAgain: false, now)
    }

    /// The runtime begins to answer.
    mutating func beginStream(
        _ id: Sandbox.ID,
        request: String,
        attempt attemptID: String?
    ) throws(RuntimeRefusal) {
        let attempt = try running(id, request, attemptID)
        sandboxes[id]?.state = .streaming(attempt)
    }

    /// The answer that was begun has come to its end.
    mutating func endStream(
        _ id: Sandbox.ID,
        with outcome: InvocationOutcome,
        now: Timestamp
    ) throws(RuntimeRefusal) -> [Action] {
        guard case .streaming(let attempt, let asksAgain) = sandboxes[id]?.state else {
            throw .staleAttempt
        }
        return complete(attempt, id, outcome, asksAgain: asksAgain, now)
    }

    /// The answer that was begun does not go on.
    mutating func breakStream(_ id: Sandbox.ID, now: Timestamp) -> [Action] {
        guard case .streaming(let attempt, let asksAgain) = sandboxes[id]?.state else { return [] }
        if asksAgain { return complete(attempt, id, .failed(.truncated), asksAgain: true, now) }
        sandboxes[id]?.state = .broken(attempt)
        return []
    }

    /// The attempt that may be answered now.
    private func running(
        _ id: Sandbox.ID,
        _ request: String,
        _ attemptID: String?
    ) throws(RuntimeRefusal) -> Attempt {
        switch sandboxes[id]?.state {
        case .running(let attempt):
            guard attempt.invocation.requestID == request else { throw .unknownRequest }
            guard attemptID == nil || attemptID == attempt.id else { throw .staleAttempt }
            return attempt
        case .answered(let attempt, _) where attempt.invocation.requestID == request,
            .streaming(let attempt, _) where attempt.invocation.requestID == request,
            .broken(let attempt) where attempt.invocation.requestID == request:
            throw .wrongState
        case .stopping: throw .staleAttempt
        case .starting, .waiting, .streaming, .broken, .answered, nil: throw .unknownRequest
        }
    }

    private mutating func complete(
        _ attempt: Attempt,
        _ id: Sandbox.ID,
        _ outcome: InvocationOutcome,
        asksAgain: Bool,
        _ now: Timestamp
    ) -> [Action] {
        sandboxes[id]?.state = .answered(attempt, at: now)
        return [.complete(attempt.invocation, outcome, by: id)] + (asksAgain ? wait(id, now) : [])
    }

    /// The runtime reports that it cannot start.
    mutating func failInitialization(
        _ id: Sandbox.ID,
        with failure: FunctionFailure,
        now: Timestamp
    ) throws(RuntimeRefusal) -> [Action] {
        guard case .starting = sandboxes[id]?.state else { throw .wrongState }
        return stop(id) { _ in failure }
    }
}
