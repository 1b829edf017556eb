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

/// How many schedules over DynamoDB, or as many as the variable `DYNAMODB_SCHEDULES` says: one takes six times as long.
private let dynamoDBSchedules =
    ProcessInfo.processInfo.environment["DYNAMODB_SCHEDULES"].flatMap(Int.init) ?? 300

@Suite struct `The durable core` {
    @Test(.enabled(if: onlySeed == nil), .timeLimit(.minutes(30)))
    func `keeps its promises in 20,000 schedules`() async throws {
        try await keepsPromises(in: 20_000, atATime: 1000)
    }

    @Test(.enabled(if: onlySeed == nil), .timeLimit(.minutes(30)))
    func `keeps its promises over the DynamoDB layout, with a service that has its moods`()
        async throws
    {
        try await keepsPromises(in: dynamoDBSchedules, atATime: 100, over: "dynamodb")
    }

    private func keepsPromises(
        in count: Int,
        atATime batch: Int,
        over kind: String = "memory"
    ) async throws {
        try await withThrowingTaskGroup(of: Command.Result.self) { group in
            var starts = Array(stride(from: 0, to: count, by: batch)).makeIterator()
            func add(_ start: Int?) {
                guard let start else { return }
                group.addTask { try await simulate("\(start)", "\(batch)", kind) }
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

    @Test(.enabled(if: onlySeed != nil), arguments: ["memory", "dynamodb"])
    func `keeps its promises in one schedule`(_ kind: String) async throws {
        let result = try await simulate(onlySeed ?? "0", kind)
        print(result.output, result.errors)
        #expect(result.status == 0)
    }
}

@Suite(.enabled(if: onlySeed == nil)) struct `A simulation` {
    @Test(arguments: ["memory", "dynamodb"])
    func `of one seed is the same in every process`(_ kind: String) async throws {
        for seed in ["7", "42", "1234"] {
            let (first, second) = (try await simulate(seed, kind), try await simulate(seed, kind))
            #expect(first.output.count > 1000)
            #expect(first.output == second.output)
        }
    }

    @Test(arguments: Mutation.allCases)
    func `notices a rule that is broken`(_ mutation: Mutation) async throws {
        try await notices(mutation.rawValue, in: "memory")
    }

    @Test(arguments: DynamoDBMutation.allCases)
    func `notices a rule of the DynamoDB layout that is broken`(
        _ mutation: DynamoDBMutation
    ) async throws {
        try await notices(mutation.rawValue, in: "dynamodb")
    }

    private func notices(_ mutation: String, in kind: String) async throws {
        let result = try await simulate("0", "2000", kind, mutation)
        #expect(result.status == 1, "no seed has noticed")
        #expect(result.output.hasPrefix("seed "), "\(result.output)\(result.errors.suffix(2000))")
    }
}
