/// What becomes of an execution that is told to end.
extension ExecutionRecord {
    /// Ends every open wait that is not shielded, and lets the workflow's code know.
    mutating func cancel(_ error: ErrorObject, at now: Timestamp) {
        guard case .execution(.started(let input)) = execution.state else { return }
        var cancelling = execution
        cancelling.state = .execution(.cancelling(input: input, error))
        commit(cancelling, .cancelRequested(error), at: now)
        cancelWhatWaits(error, at: now)
    }

    /// Also ends what was begun without knowing that the execution is to end.
    mutating func cancelLateComers(at now: Timestamp) {
        guard case .execution(.cancelling(_, let error)) = execution.state else { return }
        cancelWhatWaits(error, at: now)
    }

    private mutating func cancelWhatWaits(_ error: ErrorObject, at now: Timestamp) {
        for var operation in operations where operation.isBlocked && !isShielded(operation) {
            guard let (state, event) = operation.state.cancelled(error) else { continue }
            operation.state = state
            operation.endedAt = now
            commit(operation, event, at: now)
        }
    }

    private func isShielded(_ operation: Operation) -> Bool {
        guard let parent = operation.parent.flatMap({ self[$0] }) else { return false }
        return parent.subtype == Subtype.shield.rawValue || isShielded(parent)
    }
}

extension Operation.State {
    /// What cancelling makes of a state in which nothing can be done from inside.
    fileprivate func cancelled(_ error: ErrorObject) -> (Self, HistoryEvent.Kind)? {
        switch self {
        case .wait(.started(let until)): (.wait(.cancelled(until: until)), .waitCancelled)
        case .callback(.started(let token, _)):
            (.callback(.failed(token: token, error)), .callbackFailed(error))
        case .invoke(.started): (.invoke(.failed(error)), .invokeFailed(error))
        case .step(.pending(let progress, _)):
            (
                .step(.failed(attempts: progress.attempts, error)),
                .stepFailed(error, attempt: progress.attempts, nextAttemptIn: nil)
            )
        default: nil
        }
    }
}
