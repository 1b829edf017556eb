/// Everything a store knows of one execution: the service half of the durable model.
///
/// A pure value. Memory, the DynamoDB log and the emulator all change it through the same
/// functions, so they cannot disagree; time enters as an argument.
///
/// | verb | who calls it |
/// |---|---|
/// | `apply` | the owner checkpoints updates |
/// | `fireTimers` | time has passed |
/// | `take` | something has happened outside |
/// | `end` | the execution is over for a reason of its own |
package struct ExecutionRecord: Sendable {
    package let name: String
    package let startedAt: Timestamp
    /// In the order in which they were started; the first is the execution itself.
    package private(set) var operations: [Operation] = []
    /// Empty where nobody is to read it.
    package private(set) var history: [HistoryEvent] = []
    private let keepsHistory: Bool
    private var positions: [OperationID: Int] = [:]
    /// When it must have ended.
    package let deadline: Timestamp?
    private var heartbeats: [OperationID: Duration] = [:]
    /// What the open calls of functions and workflows have called.
    private var calls: [OperationID: Call] = [:]
    /// Signals for which nothing has waited yet, oldest first.
    private var inbox: [Signal] = []
    /// Operations that time may still move on.
    private var timed: Set<OperationID> = []
    /// What has changed since the owner was last told, in the order of the changes.
    private var untold: [OperationID] = []
    private let makeToken: @Sendable (OperationID) -> CallbackToken

    /// Starts an execution.
    ///
    /// The id is that of the operation of type EXECUTION, the input JSON text. `makeToken` makes
    /// the token of the callback with an id; a record that is rebuilt from a log must be given
    /// one that makes the same tokens again.
    package init(
        id: OperationID,
        name: String,
        input: String?,
        timeout: Duration? = nil,
        at now: Timestamp,
        keepingHistory keepsHistory: Bool = true,
        makeToken: @escaping @Sendable (OperationID) -> CallbackToken
    ) {
        self.name = name
        self.keepsHistory = keepsHistory
        startedAt = now
        deadline = timeout.map(now.advanced(by:))
        self.makeToken = makeToken
        let execution = Operation(
            id: id,
            parent: nil,
            name: name,
            subtype: nil,
            startedAt: now,
            state: .execution(.started(input: input))
        )
        commit(execution, .executionStarted(input: input), at: now)
    }

    package subscript(id: OperationID) -> Operation? {
        positions[id].map { operations[$0] }
    }

    /// The operation that stands for the execution as a whole.
    package var execution: Operation { operations[0] }

    package var isEnded: Bool { execution.status.isFinal }

    /// The next moment at which time alone changes something.
    package var nextTimer: Timestamp? {
        guard !isEnded else { return nil }
        return (timed.compactMap { self[$0]?.timer } + [deadline].compactMap(\.self)).min()
    }

    /// Whether an open operation will be moved on by time or from outside.
    package var isWaiting: Bool {
        operations.contains(where: \.isBlocked)
    }

    /// What a replay needs to see: the children of a finished context are left out, unless its
    /// result was too large to record.
    package var replayableOperations: [Operation] {
        operations.filter { !isHidden($0) }
    }

    private func isHidden(_ operation: Operation) -> Bool {
        guard let parent = operation.parent.flatMap({ self[$0] }) else { return false }
        if case .context(.succeeded(_, replaysChildren: false)) = parent.state { return true }
        if case .context(.failed) = parent.state { return true }
        return isHidden(parent)
    }

    /// The callbacks that can be answered.
    package var openCallbacks: [Operation] {
        operations.filter { $0.type == .callback && !$0.status.isFinal }
    }
}

// MARK: - Checkpoints

extension ExecutionRecord {
    /// Applies all updates of a checkpoint, or none.
    ///
    /// - Returns: the operations that changed, in their new state.
    package mutating func apply(
        _ updates: [OperationUpdate],
        at now: Timestamp
    ) throws(InvalidUpdate) -> [Operation] {
        try validateBatch(updates)
        var changes: [Transition.Change] = []
        var current: [OperationID: Operation] = [:]
        for update in updates {
            try validateParent(of: update, startedInBatch: current)
            let transition = Transition(
                update: update,
                current: current[update.id] ?? self[update.id] ?? executionTarget(of: update),
                now: now,
                makeToken: makeToken
            )
            let change = try transition.result()
            current[update.id] = change.operation
            changes.append(change)
        }
        for change in changes { commit(change.operation, change.event, at: now) }
        for update in updates { note(update) }
        deliverSignals(at: now)
        cancelLateComers(at: now)
        return operations(changes.map(\.operation.id))
    }

    /// Keeps what an operation's state does not say of it.
    private mutating func note(_ update: OperationUpdate) {
        switch update.change {
        case .startCallback(let limits): heartbeats[update.id] = limits.heartbeat
        case .startInvoke(let target, let input):
            calls[update.id] = Call(operation: update.id, target: target, input: input)
        case .cancelInvoke(let reason):
            calls[update.id]?.cancellation = ExecutionCancelled(reason: reason)
        default: break
        }
    }

    /// A workflow need not know the id of its own execution: any id closes it.
    private func executionTarget(of update: OperationUpdate) -> Operation? {
        update.type == .execution ? execution : nil
    }

    private func validateBatch(_ updates: [OperationUpdate]) throws(InvalidUpdate) {
        guard !isEnded else { throw .executionEnded }
        guard updates.count > 1 else { return }
        var closing: Set<OperationID> = []
        var opening: Set<OperationID> = []
        for (index, update) in updates.enumerated() {
            if update.type == .execution {
                guard index == updates.count - 1 else { throw .executionUpdateNotLast }
            } else if update.action == .start {
                guard opening.insert(update.id).inserted, !closing.contains(update.id) else {
                    throw .duplicateID(update.id)
                }
            } else {
                guard closing.insert(update.id).inserted else { throw .duplicateID(update.id) }
            }
        }
    }

    private func validateParent(
        of update: OperationUpdate,
        startedInBatch: [OperationID: Operation]
    ) throws(InvalidUpdate) {
        guard let parent = update.parent else { return }
        guard let operation = startedInBatch[parent] ?? self[parent], operation.type == .context
        else { throw .invalidParent(update.id) }
    }

    private func operations(_ ids: [OperationID]) -> [Operation] {
        // Most often it is one operation, which has begun and ended.
        if let id = ids.first, ids.allSatisfy({ $0 == id }) { return [self[id]].compactMap(\.self) }
        var seen: Set<OperationID> = []
        return ids.filter { seen.insert($0).inserted }.compactMap { self[$0] }
    }
}

// MARK: - Time

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

// MARK: - Callbacks

extension ExecutionRecord {
    /// Completes the open callback with this token.
    ///
    /// - Returns: the callback in its new state.
    package mutating func answer(
        _ token: CallbackToken,
        with answer: CallbackCompletion,
        at now: Timestamp
    ) throws(InvalidCallback) -> Operation {
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
    ) throws(InvalidCallback) {
        var (callback, deadlines) = try openCallback(token)
        deadlines.heartbeat = heartbeats[callback.id].map(now.advanced(by:))
        callback.state = .callback(.started(token: token, deadlines))
        commit(callback, nil, at: now)
    }

    private func openCallback(
        _ token: CallbackToken
    ) throws(InvalidCallback) -> (Operation, CallbackDeadlines) {
        for operation in operations {
            guard case .callback(let state) = operation.state, state.token == token else {
                continue
            }
            guard !isEnded, case .started(_, let deadlines) = state else { throw .closed(token) }
            return (operation, deadlines)
        }
        throw .unknown(token)
    }
}

// MARK: - What happens outside

extension ExecutionRecord {
    /// Takes in what somebody outside has to say.
    ///
    /// - Throws: ``InvalidCallback``, ``InvokeNotOpen`` or ``ExecutionEnded`` where it comes too late
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
        guard !isEnded else { throw ExecutionEnded(status: execution.status) }
    }
}

// MARK: - Signals

extension ExecutionRecord {
    /// Gives each operation that waits for a signal the oldest one of its name.
    private mutating func deliverSignals(at now: Timestamp) {
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

// MARK: - Cancellation

extension ExecutionRecord {
    /// Ends every open wait that is not shielded, and lets the workflow's code know.
    private mutating func cancel(_ error: ErrorObject, at now: Timestamp) {
        guard case .execution(.started(let input)) = execution.state else { return }
        var cancelling = execution
        cancelling.state = .execution(.cancelling(input: input, error))
        commit(cancelling, .cancelRequested(error), at: now)
        cancelWhatWaits(error, at: now)
    }

    /// Also ends what was begun without knowing that the execution is to end.
    private mutating func cancelLateComers(at now: Timestamp) {
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

// MARK: - Calls of functions and workflows

extension ExecutionRecord {
    /// A call whose outcome is not known yet.
    package struct Call: Sendable, Hashable {
        package let operation: OperationID
        package let target: InvokeTarget
        package let input: String?
        /// Why what was called is to end.
        package fileprivate(set) var cancellation: ExecutionCancelled?
        /// What was called has said how it has ended.
        fileprivate var isAnswered = false
    }

    /// Records how a function ended that an operation has called.
    ///
    /// - Returns: `false` when the operation is not open, or the execution has ended.
    package mutating func finishInvoke(
        _ id: OperationID,
        with outcome: ExecutionOutcome,
        at now: Timestamp
    ) -> Bool {
        guard !isEnded, var operation = self[id], operation.state == .invoke(.started),
            let (state, event) = outcome.invoked
        else { return false }
        operation.state = .invoke(state)
        operation.endedAt = now
        calls[id]?.isAnswered = true
        commit(operation, event, at: now)
        return true
    }

    /// The calls whose outcome is not known yet, in the order in which they were made.
    package var openCalls: [Call] {
        operations.filter { $0.state == .invoke(.started) }.compactMap { calls[$0.id] }
    }

    /// The workflows that were called and have not said how they have ended, even where nobody waits for
    /// that any more, because the execution was cancelled.
    package var owedCalls: [Call] {
        operations.compactMap { calls[$0.id] }
            .filter { !$0.isAnswered && $0.target.parentClose != nil }
    }
}

// MARK: - The end

extension ExecutionRecord {
    /// Ends the execution, unless it has ended already.
    package mutating func end(_ outcome: ExecutionOutcome, at now: Timestamp) {
        guard !isEnded else { return }
        var ended = execution
        ended.endedAt = now
        ended.state = .execution(outcome.state)
        commit(ended, outcome.event, at: now)
    }

    /// Notes that an invocation of the function is over.
    package mutating func note(_ invocation: HistoryEvent.Invocation, at now: Timestamp) {
        note(.invocationCompleted(invocation), at: now)
    }

    /// Notes what has happened to the execution as a whole, without changing it.
    package mutating func note(_ event: HistoryEvent.Kind, at now: Timestamp) {
        commit(execution, event, at: now)
    }
}

// MARK: - Bookkeeping

extension ExecutionRecord {
    /// The operations that have changed since this was last asked, in their present state.
    package mutating func takeChanges() -> [Operation] {
        defer { untold = [] }
        return operations(untold)
    }

    /// Nothing counts as changed.
    package mutating func forgetChanges() { untold = [] }

    /// Everything counts as changed.
    package mutating func tellEverything() {
        untold = replayableOperations.map(\.id)
    }

    /// The only place where an operation changes.
    private mutating func commit(
        _ operation: Operation,
        _ event: HistoryEvent.Kind?,
        at now: Timestamp
    ) {
        if let position = positions[operation.id] {
            if operations[position].timer != nil { timed.remove(operation.id) }
            operations[position] = operation
        } else {
            positions[operation.id] = operations.count
            operations.append(operation)
        }
        if operation.timer != nil { timed.insert(operation.id) }
        untold.append(operation.id)
        if keepsHistory, let event {
            history.append(HistoryEvent(history.count + 1, event, of: operation, at: now))
        }
    }
}
