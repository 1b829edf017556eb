import AWSClient
package import DurableExecution

/// The safety net: looks at every execution that lists say is overdue, and wakes it or mends the list.
///
/// A wake-up may get lost, and a process may end before it has sent one; lists may be behind, or early
/// on purpose (see `LogTable.tolerance`). Only the log says which of these it is.
package struct Sweep: Sendable {
    let table: DynamoDBLog
    let store: ExecutionStore
    let wakeUps: any WakeUpPort

    package init(table: DynamoDBLog, store: ExecutionStore, wakeUps: any WakeUpPort) {
        self.table = table
        self.store = store
        self.wakeUps = wakeUps
    }

    /// Wake-ups that are on their way have this long.
    package static let grace = Duration.minutes(5)
    private static let limit = 1000
    private static let concurrency = 8

    /// Looks at what is overdue, as far as it gets by a moment; the next sweep goes on.
    ///
    /// - Throws: `SweepFailure` where executions could not be looked at; all others were.
    package func run(over workflows: Set<String>, until end: Timestamp) async throws {
        let moment = store.now().advanced(by: .zero - Self.grace)
        let overdue = try await table.due(by: moment, of: workflows, limit: Self.limit)
        try await forEach(overdue, until: end) { try await attend(to: $0.id) }
    }

    /// Forgets executions that ended before a moment, and that nobody must hear of any more.
    func forget(
        endedBefore moment: Timestamp,
        of workflows: Set<String>,
        until end: Timestamp
    ) async throws {
        for workflow in workflows {
            var query = HeadQuery()
            query.workflow = workflow
            query.statuses = Set(ExecutionStatus.allCases.filter(\.isFinal))
            query.endedBefore = moment
            // Whatever has ended before has started before: the index need not be read any further.
            query.startedBefore = moment
            query.limit = Self.limit
            let ended = try await table.heads(query).filter { $0.due == nil }
            try await forEach(ended, until: end) { try await table.delete($0.id) }
        }
    }

    private func attend(to execution: ExecutionID) async throws {
        guard let log = try await store.read(execution) else { return }
        let now = store.now()
        switch log.claim(at: now, isAlive: { now < $0.deadline }) {
        case .free, .ended(_, isSettled: false): try await wakeUps.wake(execution, after: .zero)
        case .ended, .owned, .asleep: try await table.show(log.head, at: log.next - 1)
        }
    }

    private func forEach(
        _ heads: [ExecutionHead],
        until end: Timestamp,
        _ body: @escaping @Sendable (ExecutionHead) async throws -> Void
    ) async throws(SweepFailure) {
        var failures: [any Error] = []
        await withTaskGroup(of: (any Error)?.self) { group in
            var rest = heads[...]
            func next() {
                guard store.now() < end, let head = rest.popFirst() else { return }
                group.addTask {
                    do {
                        try await body(head)
                        return nil
                    } catch { return error }
                }
            }
            for _ in 0..<Self.concurrency { next() }
            for await failure in group {
                if let failure { failures.append(failure) }
                next()
            }
        }
        if let first = failures.first {
            throw SweepFailure(count: failures.count, of: heads.count, first: first)
        }
    }
}

/// Executions could not be looked at.
struct SweepFailure: Error, CustomStringConvertible {
    let count: Int
    let of: Int
    let first: any Error

    var description: String {
        "\(count) of \(of) executions could not be looked at; the first: \(first)"
    }
}

extension ExecutionStatus {
    fileprivate var isFinal: Bool {
        switch self {
        case .running, .pausing, .paused: false
        case .succeeded, .failed, .timedOut, .stopped, .continued: true
        }
    }
}
