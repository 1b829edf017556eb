package import DurableExecution
import FoundationEssentials
import GRDB

/// Logs in a SQLite file, for any number of processes on one machine.
///
/// | column of `entry` | what it holds |
/// |---|---|
/// | `execution` | workflow and name |
/// | `sequence` | the entry's number |
/// | `content` | the entry, as `LogEntry.bytes` |
///
/// The primary key is the fence: whoever inserts a number second is told what took it. The file is
/// in write-ahead mode and every commit is on the disk before `append` returns.
package final class SQLiteLog: LogTable {
    private let database: DatabasePool

    /// Opens a file, and makes it what it must be.
    ///
    /// - Throws: ``SQLiteLogError`` where the file cannot be used.
    package init(path: String) throws(SQLiteLogError) {
        do {
            var configuration = Configuration()
            // Another process may be writing.
            configuration.busyMode = .timeout(30)
            database = try DatabasePool(path: path, configuration: configuration)
            // The pool has chosen NORMAL, which leaves the last commits in memory.
            try database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL")
            }
            guard try !database.read(Self.migrations.hasBeenSuperseded) else { throw Newer() }
            try Self.migrations.migrate(database)
        } catch {
            throw SQLiteLogError(path: path, reason: "\(error)")
        }
    }

    private struct Newer: Error, CustomStringConvertible {
        var description: String { "a newer version of this library wrote it; use that one" }
    }

    /// Each version of the layout that was ever released, oldest first.
    private static var migrations: DatabaseMigrator {
        var migrations = DatabaseMigrator()
        migrations.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE entry (
                        execution TEXT NOT NULL,
                        sequence INTEGER NOT NULL,
                        content BLOB NOT NULL,
                        PRIMARY KEY (execution, sequence)
                    ) WITHOUT ROWID
                    """
            )
        }
        return migrations
    }

    package func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        let content = Data(entry.bytes)
        let taken = try await database.write { database -> Data? in
            try database.execute(
                sql: "INSERT OR IGNORE INTO entry VALUES (?, ?, ?)",
                arguments: [execution.rawValue, sequence, content]
            )
            guard database.changesCount == 0 else { return nil }
            return try Data.fetchOne(
                database,
                sql: "SELECT content FROM entry WHERE execution = ? AND sequence = ?",
                arguments: [execution.rawValue, sequence]
            )
        }
        guard let taken else { return .written }
        let other = try Self.entry(taken)
        return other == entry ? .written : .taken(by: other)
    }

    package func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        let contents = try await database.read { database in
            try Data.fetchAll(
                database,
                sql: "SELECT content FROM entry WHERE execution = ? ORDER BY sequence",
                arguments: [execution.rawValue]
            )
        }
        return try contents.map(Self.entry)
    }

    /// What SQLite says of one of its settings, to the connection that writes.
    package func pragma(_ name: String) async throws -> String? {
        try await database.write { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    private static func entry(_ content: Data) throws -> LogEntry {
        try LogEntry(Array(content))
    }
}

/// A file cannot keep executions.
package struct SQLiteLogError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    package var description: String { "\(path) cannot keep executions: \(reason)." }
}
