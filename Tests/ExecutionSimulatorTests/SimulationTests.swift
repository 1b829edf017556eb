import ExecutionSimulator
import Foundation
import TestServices
import Testing

/// Schedules run in processes of their own: one thread runs each, and a simulated crash leaves tasks
/// behind that only the end of a process frees.
private func simulate(_ arguments: String...) async throws -> Command.Result {
    try await Command(builtProduct("Simulate"), arguments).run()
}

/// `PERDURE_SEED=1234 swift test --filter ExecutionSimulatorTests` runs one schedule and tells all
/// that happens in it.
private let onlySeed = ProcessInfo.processInfo.environment["PERDURE_SEED"]

@Suite struct `The durable core` {
    @Test(.enabled(if: onlySeed == nil))
    func `keeps its promises in 20,000 schedules`() async throws {
        let seedsAtATime = 1000
        try await withThrowingTaskGroup(of: Command.Result.self) { group in
            var starts = Array(stride(from: 0, to: 20_000, by: seedsAtATime)).makeIterator()
            func add(_ start: Int?) {
                guard let start else { return }
                group.addTask { try await simulate("\(start)", "\(seedsAtATime)") }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { add(starts.next()) }
            while let result = try await group.next() {
                #expect(
                    result.status == 0,
                    """
                    \(result.output)\(result.errors.suffix(2000))
                    See one with: PERDURE_SEED=… swift test --filter ExecutionSimulatorTests
                    """
                )
                add(starts.next())
            }
        }
    }

    @Test(.enabled(if: onlySeed != nil))
    func `keeps its promises in one schedule`() async throws {
        let result = try await simulate(onlySeed ?? "0")
        print(result.output, result.errors)
        #expect(result.status == 0)
    }
}

@Suite(.enabled(if: onlySeed == nil)) struct `A simulation` {
    @Test func `of one seed is the same in every process`() async throws {
        for seed in ["7", "42", "1234"] {
            let (first, second) = (try await simulate(seed), try await simulate(seed))
            #expect(first.output.count > 1000)
            #expect(first.output == second.output)
        }
    }

    @Test(arguments: Mutation.allCases)
    func `notices a rule that is broken`(_ mutation: Mutation) async throws {
        let result = try await simulate("0", "2000", mutation.rawValue)
        #expect(result.status == 1, "no seed has noticed")
        #expect(result.output.hasPrefix("seed "), "\(result.output)\(result.errors.suffix(2000))")
    }
}
