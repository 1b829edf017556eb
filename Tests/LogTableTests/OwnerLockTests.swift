import DurableSQLite
import Foundation
import LogTables
import TestServices
import Testing

@Suite struct `The owner of executions in a SQLite file` {
    private let path = SQLiteFile().path

    @Test func `is seen alive by others until it is gone`() throws {
        let watcher = try OwnerLock(beside: path)
        var owner: OwnerLock? = try OwnerLock(beside: path)
        let process = try #require(owner?.process)
        #expect(process != watcher.process)
        #expect(watcher.isAlive(process))
        #expect(watcher.isAlive(watcher.process))
        owner = nil
        #expect(!watcher.isAlive(process))
    }

    @Test func `was never alive under a number that nobody took`() throws {
        #expect(try !OwnerLock(beside: path).isAlive(42))
    }

    @Test func `does not hand its number to the processes it starts`() async throws {
        let watcher = try OwnerLock(beside: path)
        var owner: OwnerLock? = try OwnerLock(beside: path)
        let process = try #require(owner?.process)
        let child = Foundation.Process()
        child.executableURL = URL(filePath: "/bin/cat")
        child.standardInput = Pipe()
        try child.run()
        defer { child.terminate() }
        owner = nil
        #expect(!watcher.isAlive(process))
    }
}
