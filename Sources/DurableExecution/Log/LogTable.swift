/// Where logs are kept: a table of entries by execution and number.
///
/// DynamoDB, SQLite and memory are each one of these, and nothing else of a store differs.
package protocol LogTable: Sendable {
    /// Writes an entry, if its number is free; it is there for good when this returns.
    ///
    /// `head` is what lists show from then on, where that changes. A write whose fate is unknown is
    /// found out about here: an entry that equals this one is this one. Throws when that cannot be
    /// found out.
    func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend

    /// How much later than it is lists may say that something is due; `nil` where they are exact.
    ///
    /// Where they are not, they may also say that it is due earlier, and be behind about its owner. A
    /// table in which each change of what lists show is paid for saves most of them by this.
    var tolerance: Duration? { get }

    /// An execution's whole log, in order; empty where there is none.
    func read(_ execution: ExecutionID) async throws -> [LogEntry]

    /// The entries of an execution's log from a number on.
    func read(_ execution: ExecutionID, from sequence: Int) async throws -> [LogEntry]
}

extension LogTable {
    package var tolerance: Duration? { nil }

    package func read(
        _ execution: ExecutionID,
        from sequence: Int
    ) async throws -> [LogEntry] {
        Array(try await read(execution).dropFirst(sequence))
    }
}

/// A table that can say which executions it holds.
package protocol ListableLogTable: LogTable {
    /// One page of the executions that are asked for.
    func heads(_ query: HeadQuery) async throws -> [ExecutionHead]

    /// Executions of some workflows in which there is something to do by a moment, earliest first.
    func due(
        by moment: Timestamp,
        of workflows: Set<String>,
        limit: Int
    ) async throws -> [ExecutionHead]

    /// Forgets an execution, log and all.
    func delete(_ execution: ExecutionID) async throws
}

/// What came of an append.
package enum LogAppend: Sendable, Hashable {
    case written
    /// The number was taken, by this entry.
    case taken(by: LogEntry)
}
