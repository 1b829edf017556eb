/// What time alone changes.
extension ExecutionRecord {
    /// Moves on every operation whose timer is due.
    ///
    /// - Returns: the operations that changed, in their new state, earliest timer first.
    package mutating func fireTimers(at now: Timestamp) -> [Operation] {
        guard !isEnded else { return [] }
        if let deadline, deadline <= now {
            end(.timedOut(.executionTimedOut), at: now)
            return [execution]
        }
        let due = timed.compactMap { self[$0] }
            .filter { $0.timer.map { $0 <= now } ?? false }
            .sorted { ($0.timer ?? now, $0.id.rawValue) < ($1.timer ?? now, $1.id.rawValue) }
        return due.map { fireTimer(of: $0, at: now) }
    }

    private mutating func fireTimer(of operation: Operation, at now: Timestamp) -> Operation {
        var operation = operation
        switch operation.state {
        case .wait(.started(let until)):
            operation.state = .wait(.succeeded(until: until))
            operation.endedAt = now
            commit(
                operation,
                .waitSucceeded(duration: operation.startedAt.duration(to: until)),
                at: now
            )
        case .step(.pending(let progress, _)):
            operation.state = .step(.ready(progress))
            commit(operation, nil, at: now)
        case .callback(.started(let token, let deadlines)):
            let error =
                deadlines.next == deadlines.timeout
                ? ErrorObject.callbackTimedOut : .callbackHeartbeatMissed
            operation.state = .callback(.timedOut(token: token, error))
            operation.endedAt = now
            commit(operation, .callbackTimedOut(error), at: now)
        default: break
        }
        return operation
    }
}
