import Synchronization

/// Keeps executions for as long as the process lives; the measure of every other store.
package final class InMemoryStore: Sendable {
    private struct Entry {
        var record: ExecutionRecord
        /// Counts checkpoints and takeovers, so that each token fits once.
        var version = 0

        var token: CheckpointToken { CheckpointToken(rawValue: "\(version)") }
    }

    private let entries: Mutex<[String: Entry]> = Mutex([:])
    private let now: @Sendable () -> Timestamp

    /// A store that reads the time from a clock of the caller's.
    package init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    /// Starts an execution, unless there is one of that name.
    package func start(_ name: String, input: String?) {
        entries.withLock { entries in
            guard entries[name] == nil else { return }
            let secret = UInt64.random(in: .min ... .max)
            let record = ExecutionRecord(
                id: .path(0, in: nil),
                name: name,
                input: input,
                at: now()
            ) { id in
                CallbackToken(rawValue: "\(name):\(id):\(secret)")
            }
            entries[name] = Entry(record: record)
        }
    }

    /// Takes an execution over: whoever held it can record nothing any more.
    ///
    /// - Returns: the new hold on it; `nil` when there is no such execution.
    package func takeOver(_ name: String) async throws -> ExecutionSession? {
        let token = entries.withLock { entries in
            entries[name]?.version += 1
            _ = entries[name]?.record.fireTimers(at: now())
            _ = entries[name]?.record.takeChanges()
            return entries[name]?.token
        }
        guard let token else { return nil }
        return try await ExecutionSession(
            of: name,
            port: InMemoryPort(store: self, name: name),
            token: token,
            now: now
        )
    }

    /// What is recorded of an execution.
    package func record(of name: String) -> ExecutionRecord? {
        entries.withLock { $0[name]?.record }
    }

    /// Answers a callback of an execution.
    package func answer(
        _ token: CallbackToken,
        of name: String,
        with completion: CallbackCompletion
    ) throws(InvalidCallback) {
        try entries.withLock { entries throws(InvalidCallback) in
            _ = try entries[name]?.record.answer(token, with: completion, at: now())
        }
    }

    /// Records how a function ended that an execution has called.
    package func finishInvoke(
        _ id: OperationID,
        of name: String,
        with outcome: ExecutionOutcome
    ) {
        entries.withLock { entries in
            _ = entries[name]?.record.finishInvoke(id, with: outcome, at: now())
        }
    }

    fileprivate func checkpoint(
        _ name: String,
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) throws(InvalidUpdate) -> Checkpoint {
        try entries.withLock { entries throws(InvalidUpdate) in
            guard var entry = entries[name], entry.token == token else { return .superseded }
            entry.version += 1
            _ = entry.record.fireTimers(at: now())
            if !updates.isEmpty { _ = try entry.record.apply(updates, at: now()) }
            let changed = entry.record.takeChanges()
            entries[name] = entry
            return .recorded(next: entry.token, changed: changed)
        }
    }
}

/// One execution of an in-memory store.
package struct InMemoryPort: ExecutionPort {
    let store: InMemoryStore
    let name: String

    package func loadState(against token: CheckpointToken) -> [Operation] {
        store.record(of: name)?.replayableOperations ?? []
    }

    package func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) throws -> Checkpoint {
        try store.checkpoint(name, updates, against: token)
    }
}
