import Synchronization

/// Logs that live as long as the process; the measure of every other table.
package final class InMemoryLog: ListableLogTable {
    private struct Execution {
        var entries: [LogEntry] = []
        var head: ExecutionHead?
    }

    private let executions: Mutex<[ExecutionID: Execution]> = Mutex([:])

    package init() {}

    package func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) throws(InvalidLog) -> LogAppend {
        try executions.withLock { executions throws(InvalidLog) in
            let count = executions[execution]?.entries.count ?? 0
            guard sequence >= count else {
                return .taken(by: executions[execution, default: Execution()].entries[sequence])
            }
            guard sequence == count else { throw .gap(sequence) }
            executions[execution, default: Execution()].entries.append(entry)
            if let head { executions[execution]?.head = head }
            return .written
        }
    }

    package func read(_ execution: ExecutionID) -> [LogEntry] {
        executions.withLock { $0[execution]?.entries ?? [] }
    }

    package func heads(_ query: HeadQuery) -> [ExecutionHead] {
        let selected = executions.withLock { $0.values.compactMap(\.head).filter(query.selects) }
        return Array(
            selected.sorted { HeadQuery.Position($0) > HeadQuery.Position($1) }.prefix(query.limit)
        )
    }

    package func due(
        by moment: Timestamp,
        of workflows: Set<String>,
        limit: Int
    ) -> [ExecutionHead] {
        let due = executions.withLock { executions in
            executions.values.compactMap(\.head).filter {
                workflows.contains($0.workflow) && $0.isDue(by: moment)
            }
        }
        return Array(due.sorted { $0.dueOrder < $1.dueOrder }.prefix(limit))
    }

    package func delete(_ execution: ExecutionID) {
        executions.withLock { $0[execution] = nil }
    }
}

extension ExecutionHead {
    fileprivate func isDue(by moment: Timestamp) -> Bool {
        due.map { $0 <= moment } ?? false
    }

    fileprivate var dueOrder: (Timestamp, String) { (due ?? .distantFuture, id.rawValue) }
}
