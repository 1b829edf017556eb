/// Where logs are kept: a table of entries by execution and number.
///
/// DynamoDB, SQLite and memory are each one of these, and nothing else of a store differs.
package protocol LogTable: Sendable {
    /// Writes an entry, if its number is free; it is there for good when this returns.
    ///
    /// A write whose fate is unknown is found out about here: an entry that equals this one is this
    /// one. Throws when that cannot be found out.
    func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID
    ) async throws -> LogAppend

    /// An execution's whole log, in order; empty where there is none.
    func read(_ execution: ExecutionID) async throws -> [LogEntry]
}

/// What came of an append.
package enum LogAppend: Sendable, Hashable {
    case written
    /// The number was taken, by this entry.
    case taken(by: LogEntry)
}
