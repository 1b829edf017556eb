import DurableExecution
import DurableSQLite
import Foundation

/// Measures the durable core in this process: what a step costs in each store, durable and transient,
/// beside a raw commit of SQLite, and what a replay costs.
///
/// `DurableBenchmark [ROUNDS [NAME]]`; the contenders, or those whose names hold NAME, take turns, and
/// the median counts.
@main struct DurableBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let rounds = arguments.first.flatMap { Int($0) } ?? 5
        let wanted = arguments.dropFirst().first
        var table = Table()
        for round in 1...rounds {
            for (name, scenario) in scenarios where wanted.map(name.contains) ?? true {
                try await table.add(scenario(), to: name)
            }
            FileHandle.standardError.write(Data("round \(round) of \(rounds)\n".utf8))
        }
        table.print()
    }

    typealias Scenario = @Sendable () async throws -> Measurement

    private static let scenarios: [(String, Scenario)] = [
        (
            "SQLite, raw commit, full sync (the floor)",
            { try RawCommits.measure(.full, count: 500) }
        ),
        ("durable, SQLite full, 1,000 steps", { try await Steps.sqlite(.full, count: 1000) }),
        ("durable, SQLite full, 10 steps", { try await Steps.sqlite(.full, count: 10, times: 50) }),
        (
            "durable, SQLite full, 10 steps, 16 at a time",
            { try await Steps.sqlite(.full, count: 10, times: 64, width: 16) }
        ),
        ("SQLite, raw commit, normal sync", { try RawCommits.measure(.normal, count: 2000) }),
        ("durable, SQLite normal, 1,000 steps", { try await Steps.sqlite(.normal, count: 1000) }),
        (
            "durable, SQLite normal, 10 steps",
            { try await Steps.sqlite(.normal, count: 10, times: 50) }
        ),
        ("durable, memory, 1,000 steps", { try await Steps.memory(count: 1000, times: 5) }),
        ("durable, memory, 10 steps", { try await Steps.memory(count: 10, times: 200) }),
        ("transient, 1,000 steps", { try await Steps.transient(count: 1000, times: 20) }),
        ("transient, 10 steps", { try await Steps.transient(count: 10, times: 500) }),
        ("replay, memory, 1,000 operations", { try await Replays.memory(count: 1000, times: 10) }),
        ("replay, SQLite, 1,000 operations", { try await Replays.sqlite(count: 1000, times: 10) }),
        (
            "replay, SQLite, 100,000 operations",
            { try await Replays.sqlite(count: 100_000, times: 3) }
        ),
    ]
}
