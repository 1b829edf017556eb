/// Updates that an owner checkpoints.
extension ExecutionRecord {
    /// Applies all updates of a checkpoint, or none.
    ///
    /// - Returns: the operations that changed, in their new state.
    package mutating func apply(
        _ updates: [OperationUpdate],
        at now: Timestamp
    ) throws(InvalidUpdate) -> [Operation] {
        try advance(by: updates, at: now)
        return operations(updates.map { $0.type == .execution ? execution.id : $0.id })
    }

    /// Applies all updates of a checkpoint, or none.
    mutating func advance(
        by updates: [OperationUpdate],
        at now: Timestamp
    ) throws(InvalidUpdate) {
        guard !isEnded else { throw .executionEnded }
        var draft = Draft(updates.count, keepingEvents: keepsHistory)
        for (index, update) in updates.enumerated() {
            guard update.type != .execution || index == updates.count - 1 else {
                throw .executionUpdateNotLast
            }
            try draft.check(update)
            try validateParent(of: update, in: draft)
            let transition = Transition(
                update: update,
                current: draft[update.id] ?? self[update.id] ?? executionTarget(of: update),
                now: now,
                makeToken: makeToken
            )
            draft.add(update, try transition.result())
        }
        for operation in draft.operations { commit(operation) }
        for (operation, event) in draft.events { record(event, of: operation, at: now) }
        for update in updates { note(update) }
        deliverSignals(at: now)
        cancelLateComers(at: now)
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

    private func validateParent(
        of update: OperationUpdate,
        in draft: Draft
    ) throws(InvalidUpdate) {
        guard let parent = update.parent else { return }
        guard let operation = draft[parent] ?? self[parent], operation.type == .context else {
            throw .invalidParent(update.id)
        }
    }
}

/// What a checkpoint makes of operations, before it is known to be valid as a whole.
private struct Draft {
    /// In the order in which the checkpoint has first changed them.
    private(set) var operations: [Operation] = []
    private(set) var events: [(of: Operation, HistoryEvent.Kind)] = []
    /// Whether the last change of each operation has started it.
    private var isStart: [Bool] = []
    /// Where an operation is, where there are too many to look through.
    private var positions: [OperationID: Int] = [:]
    private let isLarge: Bool
    private let keepsEvents: Bool

    init(_ count: Int, keepingEvents keepsEvents: Bool) {
        self.keepsEvents = keepsEvents
        isLarge = count > 8
        operations.reserveCapacity(count)
    }

    private func position(of id: OperationID) -> Int? {
        isLarge ? positions[id] : operations.firstIndex { $0.id == id }
    }

    subscript(id: OperationID) -> Operation? { position(of: id).map { operations[$0] } }

    /// An operation may be started and closed in one checkpoint, and no more.
    func check(_ update: OperationUpdate) throws(InvalidUpdate) {
        guard update.type != .execution, let position = position(of: update.id) else { return }
        guard isStart[position], update.action != .start else { throw .duplicateID(update.id) }
    }

    mutating func add(_ update: OperationUpdate, _ change: Transition.Change) {
        let operation = change.operation
        if keepsEvents, let event = change.event { events.append((operation, event)) }
        if let position = position(of: operation.id) {
            operations[position] = operation
            isStart[position] = update.action == .start
            return
        }
        if isLarge { positions[operation.id] = operations.count }
        operations.append(operation)
        isStart.append(update.action == .start)
    }
}
