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
    let keepsHistory: Bool
    private var positions: [OperationID: Int] = [:]
    /// When it must have ended.
    package let deadline: Timestamp?
    var heartbeats: [OperationID: Duration] = [:]
    /// What the open calls of functions and workflows have called.
    var calls: [OperationID: Call] = [:]
    /// Signals for which nothing has waited yet, oldest first.
    var inbox: [Signal] = []
    /// Operations that time may still move on.
    var timed: Set<OperationID> = []
    /// What has changed since the owner was last told, in the order of the changes.
    var untold: [OperationID] = []
    let makeToken: @Sendable (OperationID) -> CallbackToken

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

    func operations(_ ids: [OperationID]) -> [Operation] {
        // Most often it is one operation, which has begun and ended.
        if let id = ids.first, ids.allSatisfy({ $0 == id }) { return [self[id]].compactMap(\.self) }
        var seen: Set<OperationID> = []
        return ids.filter { seen.insert($0).inserted }.compactMap { self[$0] }
    }

    /// Nothing counts as changed.
    package mutating func forgetChanges() { untold = [] }

    /// Everything counts as changed.
    package mutating func tellEverything() {
        untold = replayableOperations.map(\.id)
    }

    mutating func commit(
        _ operation: Operation,
        _ event: HistoryEvent.Kind?,
        at now: Timestamp
    ) {
        commit(operation)
        if let event { record(event, of: operation, at: now) }
    }

    /// The only place where an operation changes.
    mutating func commit(_ operation: Operation) {
        if let position = positions[operation.id] {
            if operations[position].timer != nil { timed.remove(operation.id) }
            operations[position] = operation
        } else {
            positions[operation.id] = operations.count
            operations.append(operation)
        }
        if operation.timer != nil { timed.insert(operation.id) }
        untold.append(operation.id)
    }

    mutating func record(_ event: HistoryEvent.Kind, of operation: Operation, at now: Timestamp) {
        guard keepsHistory else { return }
        history.append(HistoryEvent(history.count + 1, event, of: operation, at: now))
    }
}
