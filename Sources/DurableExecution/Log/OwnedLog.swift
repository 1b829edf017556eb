import Synchronization

/// The log of one execution in the hands of its owner.
package final class OwnedLog: ExecutionPort {
    private let store: ExecutionStore
    private let execution: ExecutionID
    private let log: Mutex<ExecutionLog>
    /// Somebody else has it: what this owner believes of the log is of no use any more.
    private let isLost = Atomic(false)

    init(_ log: ExecutionLog, in store: ExecutionStore) {
        self.store = store
        execution = log.start.execution
        self.log = Mutex(log)
    }

    /// The execution as its log tells it.
    package var record: ExecutionRecord { log.withLock { $0.record } }

    package var start: LogEntry.Start { log.withLock { $0.start } }

    /// How many operations the execution has, itself among them.
    var count: Int { log.withLock { $0.record.operations.count } }

    package var nextTimer: Timestamp? { log.withLock { $0.record.nextTimer } }

    /// The number of the next entry is the proof of having seen all others.
    package var token: CheckpointToken { log.withLock { $0.token } }

    package func loadState(against token: CheckpointToken) async throws -> [Operation] {
        log.withLock { $0.record.replayableOperations }
    }

    package func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint {
        try await append(.batch(updates))
    }

    /// Lets go of the execution, unless something has happened that it can go on with.
    ///
    /// - Returns: `nil` when the owner has let go.
    package func suspend() async throws -> Checkpoint? {
        let isDue = nextTimer.map { $0 <= store.now() } ?? false
        guard !isDue else { return try await append(.batch([])) }
        let checkpoint = try await append(.suspension, once: true)
        return log.withLock { $0.hold } == .suspended ? nil : checkpoint
    }

    /// Goes on with an execution that this owner has let go of.
    package func resume() async throws -> Checkpoint {
        let news = try await store.table.read(execution, from: log.withLock { $0.next })
        guard news.allSatisfy(\.isFromOutside) else {
            isLost.store(true, ordering: .releasing)
            return .superseded
        }
        try log.withLock { log throws(InvalidLog) in
            for entry in news { try log.append(entry) }
        }
        return try await append(.batch([]))
    }

    /// How often in a row its owners have died without having got any further.
    package var interruptions: Int { log.withLock { $0.interruptions } }

    /// Everybody has heard of the execution's end who must.
    package var isSettled: Bool { log.withLock { $0.isSettled } }

    /// Records how the execution has ended.
    package func end(_ outcome: ExecutionOutcome) async throws -> Checkpoint {
        try await append(.batch([outcome.update]))
    }

    /// Appends at the next free number; events that are found there are absorbed first.
    ///
    /// `once` leaves it at that, where something was found.
    private func append(
        _ content: LogEntry.Content,
        once: Bool = false
    ) async throws -> Checkpoint {
        while !isLost.load(ordering: .acquiring) {
            let entry = LogEntry(nonce: store.nonce(), time: store.now(), content: content)
            guard let (sequence, head) = try draft(entry) else { return recorded() }
            switch try await store.table.append(entry, at: sequence, of: execution, showing: head) {
            case .written: return recorded()
            case .taken(let other):
                guard other.isFromOutside, try await catchUp(from: sequence) else {
                    isLost.store(true, ordering: .releasing)
                    break
                }
                if once { return recorded() }
            }
        }
        return .superseded
    }

    /// Adds an entry before it is written; `nil` where the execution has ended already.
    ///
    /// The log is taken for what is in the table again when the number turns out to be taken.
    private func draft(
        _ entry: LogEntry
    ) throws(InvalidLog) -> (sequence: Int, head: ExecutionHead?)? {
        try log.withLock { log throws(InvalidLog) in
            guard !log.record.isEnded else { return nil }
            let (sequence, head) = (log.next, log.head)
            try log.append(entry)
            return (sequence, store.shown(log.head, after: head))
        }
    }

    /// Reads the log again.
    ///
    /// - Returns: whether nothing but events has been written since.
    private func catchUp(from sequence: Int) async throws -> Bool {
        let entries = try await store.table.read(execution)
        guard entries.dropFirst(sequence).allSatisfy(\.isFromOutside),
            var found = try store.fold(entries)
        else { return false }
        found.tellEverything()
        log.withLock { [found] in $0 = found }
        return true
    }

    private func recorded() -> Checkpoint {
        log.withLock { .recorded(next: $0.token, changed: $0.takeChanges()) }
    }
}

extension ExecutionLog {
    fileprivate var token: CheckpointToken { CheckpointToken(rawValue: "\(next)") }
}
