import DurableExecution

/// What happens from outside.
extension HostedExecution {
    mutating func answer(
        _ token: CallbackToken,
        with completion: CallbackCompletion,
        at now: Timestamp
    ) throws(CallbackError) -> [Action] {
        note([try record.answer(token, with: completion, at: now)])
        return resume(at: now)
    }

    mutating func beat(_ token: CallbackToken, at now: Timestamp) throws(CallbackError) {
        try record.beat(token, at: now)
    }

    /// A function that was called has ended.
    mutating func finishCall(
        _ operation: OperationID,
        with outcome: ExecutionOutcome,
        at now: Timestamp
    ) -> [Action] {
        guard record.finishInvoke(operation, with: outcome, at: now) else { return [] }
        note([record[operation]].compactMap(\.self))
        return resume(at: now)
    }

    mutating func stop(_ error: ErrorObject, at now: Timestamp) -> [Action] {
        end(.stopped(error), at: now)
    }

    /// Time has passed.
    mutating func advance(to now: Timestamp) -> [Action] {
        if let timeout, timeout <= now, !record.isEnded {
            return end(.timedOut(.executionTimedOut), at: now)
        }
        if case .retrying(let moment) = state, moment <= now { return run(at: now) }
        note(record.fireTimers(at: now))
        return calls.takeDue(at: now).map(Action.call) + resume(at: now)
    }

    /// When ``advance(to:)`` has something to do next.
    var nextTimer: Timestamp? {
        if state == .ended { return nil }
        var moments = [timeout, record.nextTimer, calls.due]
        if case .retrying(let moment) = state { moments.append(moment) }
        return moments.compactMap(\.self).min()
    }

    /// The moment until which nothing happens to it but that time passes.
    var idleUntil: Timestamp? {
        guard pause == nil else { return nil }
        return switch state {
        case .suspended where record.openCallbacks.isEmpty && record.openCalls.isEmpty,
            .retrying:
            nextTimer
        default: nil
        }
    }

    mutating func resume(at now: Timestamp) -> [Action] {
        guard case .suspended = state, !untold.isEmpty else { return [] }
        return [.tell(.resumed)] + run(at: now)
    }

    mutating func note(_ changed: [Operation]) {
        for operation in changed {
            untold.add(operation.id)
            updated.add(operation.id)
        }
    }
}
