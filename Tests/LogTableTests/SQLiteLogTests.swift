import DurableSQLite
import Foundation
import LogTables
import TestServices
import Testing

@testable import DurableExecution

@Suite struct `A SQLite file` {
    private let file = SQLiteFile()
    private let entry = LogEntry(
        nonce: "n",
        time: Timestamp(millisecondsSinceEpoch: 1_700_000_000_000),
        content: .suspension
    )

    @Test func `keeps its logs when it is opened again`() async throws {
        let execution = ExecutionID(rawValue: "w/one")
        _ = try await SQLiteLog(path: file.path).append(entry, at: 0, of: execution, showing: nil)
        #expect(try await SQLiteLog(path: file.path).read(execution) == [entry])
    }

    @Test func `has one writer a number, whoever has opened it`() async throws {
        let execution = ExecutionID(rawValue: "w/one")
        let (first, second) = (try SQLiteLog(path: file.path), try SQLiteLog(path: file.path))
        _ = try await first.append(entry, at: 0, of: execution, showing: nil)
        var other = entry
        other.nonce = "other"
        #expect(
            try await second.append(other, at: 0, of: execution, showing: nil) == .taken(by: entry)
        )
    }

    @Test func `is laid out once, however many open it at a time`() async throws {
        let path = file.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 { group.addTask { _ = try SQLiteLog(path: path) } }
            try await group.waitForAll()
        }
    }

    @Test func `that is none is refused by its name`() throws {
        try Data("not a database at all, but long enough to be read as one".utf8)
            .write(to: URL(filePath: file.path))
        let error = #expect(throws: SQLiteLogError.self) { try SQLiteLog(path: file.path) }
        #expect(error?.description.contains(file.path) == true)
    }

    @Test func `of a newer version is left alone`() async throws {
        _ = try SQLiteLog(path: file.path)
        let statement = "INSERT INTO grdb_migrations VALUES ('9')"
        let command = Command(
            "python3",
            [
                "-c",
                "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()",
                file.path, statement,
            ]
        )
        #expect(try await command.run().status == 0)
        let error = #expect(throws: SQLiteLogError.self) { try SQLiteLog(path: file.path) }
        #expect(error?.description.contains("newer version") == true)
    }

    @Test func `has each entry on the disk before the writer is told`() async throws {
        let log = try SQLiteLog(path: file.path)
        #expect(try await log.pragma("journal_mode") == "wal")
        #expect(try await log.pragma("synchronous") == "2")
    }
}
