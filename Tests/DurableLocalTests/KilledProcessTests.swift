import AWSClient
import DurableLambda
import DurableLocal
import DurableSQLite
import Foundation
import TestServices
import Testing

@testable import DurableExecution

/// Real processes, some of which die by SIGKILL in the middle of their work.
@Suite struct `Processes on one table of executions` {
    /// As often as the variable `KILLS` says, or as often as takes half a minute.
    @Test(.timeLimit(.minutes(60)), arguments: zip(Ledger.Kind.allCases, [50, 30]))
    func `lose nothing and repeat nothing that was recorded, however often one is killed`(
        _ kind: Ledger.Kind,
        kills: Int
    ) async throws {
        let ledger = try await Ledger(kind)
        var random = SystemRandomNumberGenerator()
        var (left, count) = (
            ProcessInfo.processInfo.environment["KILLS"].flatMap(Int.init) ?? kills, 1
        )
        var recorded = Recorded()
        while left > 0 {
            let life = Int.random(in: kind.lives, using: &random)
            let status = try await ledger.run(count, diesAfter: life)
            if status == 0 { count += 1 } else { left -= 1 }
            try recorded.check(try await ledger.results(), ran: ledger.counts())
        }
        #expect(try await ledger.run(count) == 0)
        try recorded.check(try await ledger.results(), ran: ledger.counts())
        #expect(try await ledger.running() == 0)
    }

    @Test(.timeLimit(.minutes(15)))
    func `run each execution once between them`() async throws {
        let ledger = try await Ledger(.sqlite)
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

/// The probe's executions, and what it has noted.
struct Ledger {
    enum Kind: CaseIterable {
        case sqlite
        case dynamoDB

        /// How long a process lives, in microseconds: now and then until its work is done.
        fileprivate var lives: ClosedRange<Int> {
            switch self {
            case .sqlite: 1000...150_000
            // First it waits until the time of the one before is up.
            case .dynamoDB: 1000...1_500_000
            }
        }
    }

    /// What the probe is told to use.
    private let address: String
    private let environment: [String: String]
    private let executions: @Sendable () throws -> (any ListableLogTable, ExecutionStore)
    private let notes: String

    init(_ kind: Kind) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        notes = folder.appending(path: "notes").path()
        try Data().write(to: URL(filePath: notes))
        switch kind {
        case .sqlite:
            let file = folder.appending(path: "ledger.sqlite").path()
            address = file
            environment = [:]
            executions = {
                let table = try LocalStore.sqlite(file).table
                return (table, .local(table, now: { .now }))
            }
        case .dynamoDB:
            let name = "ledger-\(UUID().uuidString)"
            let service = try await MiniStack.shared
            let client = service.client()
            _ = try await client.send(ExecutionsTable.creation(name))
            address = "dynamodb://\(name)"
            environment = service.environment
            executions = {
                (DynamoDBLog(client: client, table: name), .dynamoDB(client, table: name))
            }
        }
    }

    /// Runs the first executions to their end, or until the process dies.
    func run(_ count: Int, diesAfter life: Int? = nil) async throws -> Int32 {
        var probe = Command(builtProduct("LocalProbe"), [address, "\(count)"])
        probe.environment = environment.merging(["LEDGER": notes]) { $1 }
        probe.environment["DIES_AFTER"] = life.map(String.init)
        return try await probe.run().status
    }

    func counts() throws -> [String: Int] {
        let lines = try String(contentsOfFile: notes, encoding: .utf8).split(separator: "\n")
        return lines.reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }

    /// The recorded results of all steps of all executions.
    func results() async throws -> [String: String] {
        var results: [String: String] = [:]
        for operation in try await records().flatMap(\.operations) {
            guard case .step(.succeeded(_, let result)) = operation.state,
                let name = operation.name
            else { continue }
            results[name] = result
        }
        return results
    }

    /// How many have not ended, whatever lists show.
    func running() async throws -> Int {
        try await records().count { !$0.isEnded }
    }

    private func records() async throws -> [ExecutionRecord] {
        let (table, executions) = try executions()
        var query = HeadQuery()
        query.limit = 10_000
        var records: [ExecutionRecord] = []
        for head in try await table.heads(query) {
            if let record = try await executions.record(of: head.id.rawValue) {
                records.append(record)
            }
        }
        return records
    }
}
