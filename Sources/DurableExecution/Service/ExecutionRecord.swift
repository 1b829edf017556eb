/// Everything a store knows of one execution: the service half of the durable model.
///
/// A pure value. Memory, the DynamoDB log and the emulator all change it through the same
/// functions, so they cannot disagree; time enters as an argument.
///
/// | verb | who calls it |
/// |---|---|
/// | `apply` | the owner checkpoints updates |
/// | `fireTimers` | time has passed |
/// | `answer`, `beat` | somebody outside holds a callback's token |
/// | `finishInvoke` | a function that was called has ended |
/// | `end` | the execution is over for a reason of its own, or is stopped |
package struct ExecutionRecord: Sendable {
    package let name: String
    package let startedAt: Timestamp
    /// In the order in which they were started; the first is the execution itself.
    package private(set) var operations: [Operation] = []
    package private(set) var history: [HistoryEvent] = []
    private var positions: [OperationID: Int] = [:]
    private var heartbeats: [OperationID: Duration] = [:]
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
        at now: Timestamp,
        makeToken: @escaping @Sendable (OperationID) -> CallbackToken
    ) {
        self.name = name
        startedAt = now
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
        timed.compactMap { self[$0]?.timer }.min()
    }

    /// Whether an open operation will be moved on by time or from outside.
    package var isWaiting: Bool {
        !timed.isEmpty || !openCallbacks.isEmpty || !openInvokes.isEmpty
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
        var changes: [(operation: Operation, event: HistoryEvent.Kind)] = []
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
        for case (let id, .startCallback(let limits)) in updates.map({ ($0.id, $0.change) }) {
            heartbeats[id] = limits.heartbeat
        }
        return operations(changes.map(\.operation.id))
    }

    /// A workflow need not know the id of its own execution: any id closes it.
    private func executionTarget(of update: OperationUpdate) -> Operation? {
        update.type == .execution ? execution : nil
    }

    private func validateBatch(_ updates: [OperationUpdate]) throws(InvalidUpdate) {
        guard !isEnded else { throw .executionEnded }
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

// MARK: - Invoked functions

extension ExecutionRecord {
    /// Records how a function ended that an operation has called.
    ///
    /// - Returns: `false` when the operation is not open, or the execution has ended.
    package mutating func finishInvoke(
        _ id: OperationID,
        with outcome: ExecutionOutcome,
        at now: Timestamp
    ) -> Bool {
        guard !isEnded, var operation = self[id], operation.state == .invoke(.started) else {
            return false
        }
        operation.state = .invoke(outcome.invokeState)
        operation.endedAt = now
        commit(operation, outcome.invokeEvent, at: now)
        return true
    }

    /// The calls of functions whose outcome is not known yet.
    package var openInvokes: [Operation] {
        operations.filter { $0.state == .invoke(.started) }
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
        commit(execution, .invocationCompleted(invocation), at: now)
    }
}

// MARK: - Bookkeeping

extension ExecutionRecord {
    /// The operations that have changed since this was last asked, in their present state.
    package mutating func takeChanges() -> [Operation] {
        defer { untold = [] }
        return operations(untold)
    }

    /// The only place where an operation changes.
    private mutating func commit(
        _ operation: Operation,
        _ event: HistoryEvent.Kind?,
        at now: Timestamp
    ) {
        if let position = positions[operation.id] {
            operations[position] = operation
        } else {
            positions[operation.id] = operations.count
            operations.append(operation)
        }
        if operation.timer == nil {
            timed.remove(operation.id)
        } else {
            timed.insert(operation.id)
        }
        untold.append(operation.id)
        if let event {
            history.append(HistoryEvent(history.count + 1, event, of: operation, at: now))
        }
    }
}
