import Synchronization

/// The log of one execution in the hands of its owner.
package final class OwnedLog: ExecutionPort {
    private let table: any LogTable
    private let execution: ExecutionID
    private let log: Mutex<ExecutionLog>
    private let now: @Sendable () -> Timestamp

    init(
        _ log: ExecutionLog,
        of execution: ExecutionID,
        in table: any LogTable,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.table = table
        self.execution = execution
        self.log = Mutex(log)
        self.now = now
    }

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
        let isDue = nextTimer.map { $0 <= now() } ?? false
        guard !isDue else { return try await append(.batch([])) }
        guard case .recorded(_, let changed) = try await append(.suspension, once: true) else {
            return .superseded
        }
        return log.withLock { $0.hold } == .suspended
            ? nil : .recorded(next: self.token, changed: changed)
    }

    /// Appends at the next free number; events that are found there are absorbed first.
    private func append(
        _ content: LogEntry.Content,
        once: Bool = false
    ) async throws -> Checkpoint {
        while true {
            let entry = LogEntry(nonce: .nonce(), time: now(), content: content)
            var draft = log.withLock { $0 }
            let sequence = draft.next
            try draft.append(entry)
            switch try await table.append(entry, at: sequence, of: execution) {
            case .written: break
            case .taken(let other):
                guard other.isFromOutside else { return .superseded }
                try log.withLock { try $0.append(other) }
                if once { return recorded() }
                continue
            }
            log.withLock { [draft] in $0 = draft }
            return recorded()
        }
    }

    private func recorded() -> Checkpoint {
        log.withLock { .recorded(next: $0.token, changed: $0.takeChanges()) }
    }
}

extension ExecutionLog {
    var token: CheckpointToken { CheckpointToken(rawValue: "\(next)") }
}

extension String {
    /// 64 random bits, from the system's generator, in hexadecimal digits.
    static func nonce() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
