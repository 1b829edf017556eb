import Synchronization

/// Logs that live as long as the process; the measure of every other table.
package final class InMemoryLog: LogTable {
    private let logs: Mutex<[ExecutionID: [LogEntry]]> = Mutex([:])

    package init() {}

    package func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID
    ) -> LogAppend {
        logs.withLock { logs in
            let log = logs[execution, default: []]
            guard sequence == log.count else { return .taken(by: log[sequence]) }
            logs[execution, default: []].append(entry)
            return .written
        }
    }

    package func read(_ execution: ExecutionID) -> [LogEntry] {
        logs.withLock { $0[execution, default: []] }
    }
}
