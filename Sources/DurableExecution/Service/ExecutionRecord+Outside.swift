/// What somebody outside has to say.
extension ExecutionRecord {
    /// Takes in what somebody outside has to say.
    ///
    /// - Throws: ``CallbackError``, ``InvokeNotOpen`` or ``ExecutionEnded`` where it comes too late
    ///   or to the wrong place; nothing has changed then.
    package mutating func take(_ event: OutsideEvent, at now: Timestamp) throws {
        switch event {
        case .answer(let token, let completion): _ = try answer(token, with: completion, at: now)
        case .beat(let token): try beat(token, at: now)
        case .invoked(let id, let outcome):
            guard finishInvoke(id, with: outcome, at: now) else {
                throw InvokeNotOpen(operation: id)
            }
        case .signal(let signal):
            try checkOpen()
            inbox.append(signal)
            commit(execution, .signalReceived(signal), at: now)
            deliverSignals(at: now)
        case .cancel(let reason):
            try checkOpen()
            cancel(ErrorObject(ExecutionCancelled(reason: reason)), at: now)
        case .stop(let error):
            try checkOpen()
            end(.stopped(error), at: now)
        }
    }

    private func checkOpen() throws(ExecutionEnded) {
        guard !isEnded else { throw ExecutionEnded(status: ExecutionStatus(execution.status)) }
    }
}

// MARK: - Callbacks

extension ExecutionRecord {
    /// Completes the open callback with this token.
    ///
    /// - Returns: the callback in its new state.
    package mutating func answer(
        _ token: CallbackToken,
        with answer: CallbackCompletion,
        at now: Timestamp
    ) throws(CallbackError) -> Operation {
        var (callback, _) = try openCallback(token)
        callback.endedAt = now
        switch answer {
        case .succeeded(let result):
            callback.state = .callback(.succeeded(token: token, result: result))
            commit(callback, .callbackSucceeded(result: result), at: now)
        case .failed(let error):
            callback.state = .callback(.failed(token: token, error))
            commit(callback, .callbackFailed(error), at: now)
        }
        return callback
    }

    /// A sign of life for the open callback with this token: its heartbeat starts anew.
    package mutating func beat(
        _ token: CallbackToken,
        at now: Timestamp
    ) throws(CallbackError) {
        var (callback, deadlines) = try openCallback(token)
        deadlines.heartbeat = heartbeats[callback.id].map(now.advanced(by:))
        callback.state = .callback(.started(token: token, deadlines))
        commit(callback, nil, at: now)
    }

    private func openCallback(
        _ token: CallbackToken
    ) throws(CallbackError) -> (Operation, CallbackDeadlines) {
        for operation in operations {
            guard case .callback(let state) = operation.state, state.token == token else {
                continue
            }
            switch state {
            case .started where isEnded: throw .executionEnded
            case .started(_, let deadlines): return (operation, deadlines)
            case .succeeded, .failed: throw .answered
            case .timedOut: throw .expired
            }
        }
        throw .unknown
    }
}

// MARK: - Signals

extension ExecutionRecord {
    /// Gives each operation that waits for a signal the oldest one of its name.
    mutating func deliverSignals(at now: Timestamp) {
        guard !inbox.isEmpty else { return }
        for var operation in openCallbacks where operation.subtype == Subtype.signal.rawValue {
            guard case .callback(.started(let token, _)) = operation.state,
                let index = inbox.firstIndex(where: { $0.name == operation.name })
            else { continue }
            let signal = inbox.remove(at: index)
            operation.state = .callback(.succeeded(token: token, result: signal.payload))
            operation.endedAt = now
            commit(operation, .callbackSucceeded(result: signal.payload), at: now)
        }
    }
}
