import DurableLocal
import DurableSQLite
import Foundation
import TestServices
import Testing

@testable import DurableExecution

/// Real processes on one SQLite file, some of which die by SIGKILL in the middle of their work.
@Suite struct `Processes on one SQLite file` {
    private let ledger: Ledger

    init() throws {
        ledger = try Ledger()
    }

    /// 50 times, or as often as the variable `KILLS` says.
    private static let kills = ProcessInfo.processInfo.environment["KILLS"].flatMap(Int.init) ?? 50

    @Test(.timeLimit(.minutes(30)))
    func `lose nothing and repeat nothing that was recorded, however often one is killed`()
        async throws
    {
        var random = SystemRandomNumberGenerator()
        var (kills, count) = (0, 1)
        var recorded = Recorded()
        while kills < Self.kills {
            let life = Int.random(in: 1000...150_000, using: &random)
            let status = try await ledger.run(count, diesAfter: life)
            if status == 0 { count += 1 } else { kills += 1 }
            try recorded.check(try await ledger.results(), ran: ledger.counts())
        }
        #expect(try await ledger.run(count) == 0)
        try recorded.check(try await ledger.results(), ran: ledger.counts())
        #expect(try await ledger.running() == 0)
    }

    @Test(.timeLimit(.minutes(15)))
    func `run each execution once between them`() async throws {
        let ledger = ledger
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 1...3 { group.addTask { try await ledger.run(8) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == [0, 0, 0])
        let counts = try ledger.counts()
        #expect(counts.count == 8 * 10)
        #expect(counts.values.allSatisfy { $0 == 1 })
    }
}

/// What was recorded once, and how often it had run by then.
private struct Recorded {
    private var results: [String: String] = [:]
    private var counts: [String: Int] = [:]

    mutating func check(_ found: [String: String], ran: [String: Int]) throws {
        for (step, result) in results { #expect(found[step] == result, "\(step) has changed") }
        for (step, count) in counts { #expect(ran[step] == count, "\(step) ran again") }
        results = found
        counts = ran.filter { found[$0.key] != nil }
    }
}

/// The probe's file, and what it has noted.
private struct Ledger {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "ledger-\(UUID().uuidString)")
    private var file: String { folder.appending(path: "ledger.sqlite").path() }
    private var notes: String { folder.appending(path: "notes").path() }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: notes))
    }

    /// Runs the first executions to their end, or until the process dies.
    func run(_ count: Int, diesAfter life: Int? = nil) async throws -> Int32 {
        var probe = Command(builtProduct("LocalProbe"), [file, "\(count)"])
        probe.environment = ["LEDGER": notes]
        probe.environment["DIES_AFTER"] = life.map(String.init)
        return try await probe.run().status
    }

    func counts() throws -> [String: Int] {
        let lines = try String(contentsOfFile: notes, encoding: .utf8).split(separator: "\n")
        return lines.reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }

    /// The recorded results of all steps of all executions.
    func results() async throws -> [String: String] {
        let store = try LocalStore.sqlite(file)
        let executions = ExecutionStore.local(store.table, now: { WallClock().now })
        var query = HeadQuery()
        query.limit = 10_000
        var results: [String: String] = [:]
        for head in try await store.table.heads(query) {
            let record = try await executions.record(of: head.id.rawValue)
            for operation in record?.operations ?? [] {
                guard case .step(.succeeded(_, let result)) = operation.state,
                    let name = operation.name
                else { continue }
                results[name] = result
            }
        }
        return results
    }

    func running() async throws -> Int {
        var query = HeadQuery()
        query.statuses = [.running]
        return try await LocalStore.sqlite(file).table.heads(query).count
    }
}
