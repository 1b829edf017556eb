import DurableExecution
import DurableSQLite
import Foundation
import GRDB

/// Commits of one small row, by SQLite alone: the least that a durable step can cost.
enum RawCommits {
    static func measure(_ synchronous: SQLiteLog.Synchronous, count: Int) throws -> Measurement {
        let file = TemporaryFile()
        defer { file.remove() }
        let queue = try DatabaseQueue(path: file.path)
        // An entry of a small step is about this long.
        let content = Data(repeating: 7, count: 70)
        var measurement: Measurement?
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = \(synchronous.rawValue)")
            try database.execute(
                sql: """
                    CREATE TABLE entry (
                        execution TEXT NOT NULL, sequence INTEGER NOT NULL, content BLOB NOT NULL,
                        PRIMARY KEY (execution, sequence)
                    ) WITHOUT ROWID
                    """
            )
            let insert = try database.makeStatement(sql: "INSERT INTO entry VALUES (?, ?, ?)")
            measurement = try Measurement.of(count) {
                for number in 0..<count {
                    // Without a transaction of its own, a statement is one.
                    try insert.execute(arguments: ["workflow/execution", number, content])
                }
            }
        }
        guard let measurement else { throw Unexpected("no measurement") }
        return measurement
    }
}

/// Workflows of many small steps, one after another.
enum Steps {
    static func workflow(_ count: Int) -> Workflow<Int?, Int> {
        Workflow("steps") { (_: Int?, context: WorkflowContext) in
            var sum = 0
            for number in 1...count { sum += try await context.step("step") { number } }
            return sum
        }
    }

    static func sqlite(
        _ synchronous: SQLiteLog.Synchronous,
        count: Int,
        times: Int = 1,
        width: Int = 1
    ) async throws -> Measurement {
        let file = TemporaryFile()
        defer { file.remove() }
        let log = try SQLiteLog(path: file.path, synchronous: synchronous)
        return try await durable(log, count: count, times: times, width: width)
    }

    static func memory(count: Int, times: Int) async throws -> Measurement {
        try await durable(InMemoryLog(), count: count, times: times, width: 1)
    }

    private static func durable(
        _ log: any LogTable,
        count: Int,
        times: Int,
        width: Int
    ) async throws -> Measurement {
        let host = Host(log)
        let workflow = workflow(count).hosted
        try await host.run(workflow, "warm-up")
        return try await Measurement.of(count * times) {
            for first in stride(from: 0, to: times, by: width) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in first..<min(first + width, times) {
                        group.addTask { try await host.run(workflow, "execution-\(number)") }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    static func transient(count: Int, times: Int) async throws -> Measurement {
        let workflow = workflow(count).hosted
        func run() async throws {
            let execution = TransientExecution(
                ExecutionID(rawValue: "steps/transient"),
                input: nil,
                now: { .benchmark }
            )
            guard case .succeeded = await execution.run(workflow) else {
                throw Unexpected("a transient execution failed")
            }
        }
        try await run()
        return try await Measurement.of(count * times) {
            for _ in 0..<times { try await run() }
        }
    }
}

/// Executions whose steps are all recorded, brought up to their end again.
enum Replays {
    static func memory(count: Int, times: Int) async throws -> Measurement {
        try await measure(InMemoryLog(), count: count, times: times)
    }

    static func sqlite(count: Int, times: Int) async throws -> Measurement {
        let file = TemporaryFile()
        defer { file.remove() }
        let log = try SQLiteLog(path: file.path, synchronous: .normal)
        return try await measure(log, count: count, times: times)
    }

    private static func measure(
        _ log: any LogTable,
        count: Int,
        times: Int
    ) async throws -> Measurement {
        let host = Host(log)
        let workflow = Workflow("steps") { (_: Int?, context: WorkflowContext) in
            for _ in 1...count { try await context.step("step") {} }
            try await context.wait("the end", for: .days(1))
        }
        try await host.run(workflow.hosted, "recorded")
        return try await Measurement.of(count * times) {
            for _ in 0..<times { try await host.takeOver(workflow.hosted, "recorded") }
        }
    }
}

/// Drives executions on a table, with nothing else around them.
struct Host: Sendable {
    private let store: ExecutionStore

    init(_ log: any LogTable) {
        store = ExecutionStore(log, code: { $1 + $0 }, now: { .benchmark })
    }

    func run(_ workflow: HostedWorkflow, _ name: String) async throws {
        let opening = try await store.start(
            workflow.name,
            ExecutionName(name),
            input: nil,
            as: LogEntry.Owner(deadline: .benchmark)
        )
        guard case .owned(let log) = opening else { throw Unexpected("\(opening)") }
        let session = try await session(log)
        session.start(workflow)
        switch await session.settlement() {
        case .ended(let outcome): _ = try await log.end(outcome)
        case .blocked: _ = try await log.suspend()
        case let other: throw Unexpected("\(other)")
        }
    }

    /// Takes an execution over, after its wait, and runs the workflow to its end.
    ///
    /// The end is not recorded, so that the next one can do the same.
    func takeOver(_ workflow: HostedWorkflow, _ name: String) async throws {
        let later = ExecutionStore(store.table, code: { $1 + $0 }, now: { .afterwards })
        let opening = try await later.resume(
            ExecutionID(workflow: workflow.name, name: try ExecutionName(name)),
            as: LogEntry.Owner(deadline: .benchmark)
        )
        guard case .owned(let log) = opening else { throw Unexpected("\(opening)") }
        let session = try await session(log)
        session.start(workflow)
        guard case .ended = await session.settlement() else { throw Unexpected("no end") }
    }

    private func session(_ log: OwnedLog) async throws -> ExecutionSession {
        try await ExecutionSession(of: "benchmark", port: log, token: log.token, now: store.now)
    }
}

extension Timestamp {
    /// Time stands still: nothing here waits for it.
    static let benchmark = Timestamp(millisecondsSinceEpoch: 1_700_000_000_000)

    static let afterwards = Timestamp.benchmark.advanced(by: .days(2))
}

/// A file of its own, in the folder from which the benchmark is run: a disk, where `/tmp` may be memory.
struct TemporaryFile {
    let path = "benchmark-\(UUID().uuidString).sqlite"

    func remove() {
        for suffix in ["", "-wal", "-shm", "-owners"] {
            // What is not there need not be removed.
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}

struct Unexpected: Error {
    let what: String

    init(_ what: String) {
        self.what = what
    }
}
