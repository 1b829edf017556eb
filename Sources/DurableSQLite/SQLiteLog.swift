package import DurableExecution
import FoundationEssentials
import GRDB

/// Logs in a SQLite file, for any number of processes on one machine.
///
/// The file is in write-ahead mode, and every commit is on the disk before `append` returns. Appends
/// that come while a commit is under way share the next one.
package final class SQLiteLog: ListableLogTable {
    let database: DatabasePool
    private let commits: GroupCommit

    /// How safe an entry is when `append` returns.
    package enum Synchronous: String, Sendable {
        /// It survives a loss of power.
        case full = "FULL"
        /// It survives the end of the process, and the last ones not a loss of power.
        case normal = "NORMAL"
    }

    /// Opens a file, and makes it what it must be.
    ///
    /// - Throws: ``SQLiteLogError`` where the file cannot be used.
    package init(path: String, synchronous: Synchronous = .full) throws(SQLiteLogError) {
        let opening = try OpeningLock(beside: path)
        defer { opening.release() }
        do {
            database = try Self.open(path, synchronous)
        } catch {
            throw SQLiteLogError(path: path, reason: "\(error)")
        }
        commits = GroupCommit(database)
    }

    private static func open(_ path: String, _ synchronous: Synchronous) throws -> DatabasePool {
        var configuration = Configuration()
        // Another process may be writing.
        configuration.busyMode = .timeout(30)
        let database = try DatabasePool(path: path, configuration: configuration)
        try database.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA synchronous = \(synchronous.rawValue)")
        }
        guard try !database.read(SQLiteLayout.migrations.hasBeenSuperseded) else { throw Newer() }
        try SQLiteLayout.migrations.migrate(database)
        return database
    }

    private struct Newer: Error, CustomStringConvertible {
        var description: String { "a newer version of this library wrote it; use that one" }
    }

    package func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        let append = Append(
            execution: execution,
            sequence: sequence,
            content: Data(entry.bytes),
            head: head
        )
        switch try await commits.perform(append) {
        case .written: return .written
        case .gap: throw InvalidLog.gap(sequence)
        case .taken(let content):
            let other = try LogEntry(Array(content))
            return other == entry ? .written : .taken(by: other)
        }
    }

    package func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        try await read(execution, from: 0)
    }

    package func read(
        _ execution: ExecutionID,
        from sequence: Int
    ) async throws -> [LogEntry] {
        let contents = try await read { database in
            let selection = try database.cachedStatement(
                sql: """
                    SELECT content FROM entry WHERE execution = ? AND sequence >= ? ORDER BY sequence
                    """
            )
            return try Data.fetchAll(selection, arguments: [execution.rawValue, sequence])
        }
        return try contents.map { try LogEntry(Array($0)) }
    }

    /// A branch whose execution is cancelled reads on: its task says nothing of the file.
    func read<Value: Sendable>(
        _ query: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            database.asyncRead { database in
                continuation.resume(with: Result { try query(database.get()) })
            }
        }
    }

    /// What SQLite says of one of its settings, to the connection that writes.
    package func pragma(_ name: String) async throws -> String? {
        try await database.writeWithoutTransaction {
            try String.fetchOne($0, sql: "PRAGMA \(name)")
        }
    }

    /// Changes with every commit of another process.
    ///
    /// Source: SQLite documentation, `PRAGMA data_version`.
    package var version: Int {
        get async throws {
            try await database.writeWithoutTransaction {
                try Int.fetchOne($0.cachedStatement(sql: "PRAGMA data_version")) ?? 0
            }
        }
    }
}

/// A file cannot keep executions.
package struct SQLiteLogError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    package var description: String { "\(path) cannot keep executions: \(reason)." }
}
