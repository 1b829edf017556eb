/// One update applied to one operation: the state machine of every operation type.
///
/// | type | from | update | to |
/// |---|---|---|---|
/// | step | none, ready | START | started |
/// | | started | SUCCEED, FAIL | succeeded, failed |
/// | | started | RETRY, with an error or a state | pending, then ready when its timer fires |
/// | wait | none | START | started, then succeeded when its timer fires |
/// | | started | CANCEL | cancelled |
/// | callback | none | START | started, then closed from outside or by its timer |
/// | invoke | none | START | started, then closed from outside |
/// | | any | CANCEL | as it was; what was called is told |
/// | context | none | START | started |
/// | | started | SUCCEED, FAIL | succeeded, failed |
/// | execution | started, cancelling | SUCCEED, FAIL, CANCEL | succeeded or continued, failed, stopped |
struct Transition {
    let update: OperationUpdate
    let current: Operation?
    let now: Timestamp
    let makeToken: (OperationID) -> CallbackToken

    typealias Change = (operation: Operation, event: HistoryEvent.Kind?)

    func result() throws(InvalidUpdate) -> Change {
        if let current { try validateConsistency(with: current) }
        switch update.change {
        case .startStep: return try startStep()
        case .succeedStep(let result):
            let attempts = try startedAttempts(or: .cannotClose(update.id, .step)) + 1
            return close(
                .step(.succeeded(attempts: attempts, result: result)),
                .stepSucceeded(result: result, attempt: attempts, nextAttemptIn: nil)
            )
        case .failStep(let error):
            let attempts = try startedAttempts(or: .cannotClose(update.id, .step)) + 1
            return close(
                .step(.failed(attempts: attempts, error)),
                .stepFailed(error, attempt: attempts, nextAttemptIn: nil)
            )
        case .retryStep(let error, let delay):
            let attempts = try startedAttempts(or: .cannotRetry(update.id)) + 1
            let progress = StepProgress(attempts: attempts, lastError: error)
            return change(
                .step(.pending(progress, until: now.advanced(by: delay))),
                .stepFailed(error, attempt: attempts, nextAttemptIn: delay)
            )
        case .continueStep(let state, let delay):
            let attempts = try startedAttempts(or: .cannotRetry(update.id)) + 1
            let progress = StepProgress(attempts: attempts, state: state)
            return change(
                .step(.pending(progress, until: now.advanced(by: delay))),
                .stepSucceeded(result: state, attempt: attempts, nextAttemptIn: delay)
            )
        case .startWait(let duration):
            let until = now.advanced(by: duration)
            return try start(
                .wait(.started(until: until)),
                .waitStarted(duration: duration, until: until)
            )
        case .cancelWait:
            guard case .wait(.started(let until)) = current?.state else { throw notOpen }
            return close(.wait(.cancelled(until: until)), .waitCancelled)
        case .startCallback(let limits):
            let deadlines = CallbackDeadlines(
                timeout: limits.timeout.map(now.advanced(by:)),
                heartbeat: limits.heartbeat.map(now.advanced(by:))
            )
            let token = makeToken(update.id)
            return try start(
                .callback(.started(token: token, deadlines)),
                .callbackStarted(token: token, limits)
            )
        case .startInvoke(let target, let input):
            return try start(.invoke(.started), .invokeStarted(target, input: input))
        case .cancelInvoke:
            guard let current, current.type == .invoke else { throw notOpen }
            return (current, nil)
        case .startContext: return try start(.context(.started), .contextStarted)
        case .succeedContext(let result, let replaysChildren):
            guard case .context(.started) = current?.state else { throw notOpen }
            return close(
                .context(.succeeded(result: result, replaysChildren: replaysChildren)),
                .contextSucceeded(result: result)
            )
        case .failContext(let error):
            guard case .context(.started) = current?.state else { throw notOpen }
            return close(.context(.failed(error)), .contextFailed(error))
        case .succeedExecution(let result): return closeExecution(.succeeded(result: result))
        case .failExecution(let error): return closeExecution(.failed(error))
        case .stopExecution(let error): return closeExecution(.stopped(error))
        case .continueExecution(let input): return closeExecution(.continued(input: input))
        }
    }

    private var notOpen: InvalidUpdate { .cannotClose(update.id, update.type) }

    /// Updates repeat type, name and subtype; what they leave out is not compared.
    private func validateConsistency(with current: Operation) throws(InvalidUpdate) {
        func differs(_ new: String?, _ old: String?) -> Bool { new != nil && new != old }
        guard current.type == update.type else {
            throw .inconsistent(update.id, member: "type")
        }
        guard !differs(update.subtype, current.subtype) else {
            throw .inconsistent(update.id, member: "subtype")
        }
        guard update.type == .execution || !differs(update.name, current.name) else {
            throw .inconsistent(update.id, member: "name")
        }
    }

    private func startStep() throws(InvalidUpdate) -> Change {
        guard let current else {
            return try start(.step(.started(StepProgress())), .stepStarted)
        }
        guard case .step(.ready(let progress)) = current.state else {
            throw .cannotStart(update.id, .step)
        }
        return change(.step(.started(progress)), .stepStarted)
    }

    private func startedAttempts(or refusal: InvalidUpdate) throws(InvalidUpdate) -> Int {
        guard case .step(.started(let progress)) = current?.state else { throw refusal }
        return progress.attempts
    }

    private func start(
        _ state: Operation.State,
        _ event: HistoryEvent.Kind
    ) throws(InvalidUpdate) -> Change {
        guard current == nil else { throw .cannotStart(update.id, update.type) }
        return (newOperation(state), event)
    }

    private func change(_ state: Operation.State, _ event: HistoryEvent.Kind) -> Change {
        var operation = current ?? newOperation(state)
        operation.state = state
        return (operation, event)
    }

    private func close(_ state: Operation.State, _ event: HistoryEvent.Kind) -> Change {
        var closed = change(state, event)
        closed.operation.endedAt = now
        return closed
    }

    private func closeExecution(_ outcome: ExecutionOutcome) -> Change {
        close(.execution(outcome.state), outcome.event)
    }

    private func newOperation(_ state: Operation.State) -> Operation {
        Operation(
            id: update.id,
            parent: update.parent,
            name: update.name,
            subtype: update.subtype,
            startedAt: now,
            state: state
        )
    }
}
