import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A batch` {
    /// Runs branches of which `failing` fail, one after the other.
    private func run(
        _ count: Int,
        failing: Set<Int> = [],
        _ policy: CompletionPolicy
    ) async throws -> String {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let batch = try await context.map(
                    "items",
                    over: 0..<count,
                    concurrency: 1,
                    completing: policy
                ) { item, _ in
                    if failing.contains(item) { throw Refused() }
                    return item
                }
                return "\(batch.reason.rawValue) \(batch.successes) \(batch.failures.count)"
            }
        )
        return try #require(try await harness.run().result)
    }

    private static let cases: [(Set<Int>, CompletionPolicy, String)] = [
        ([], .all, "ALL_COMPLETED [0, 1, 2, 3] 0"),
        ([1, 2], .all, "ALL_COMPLETED [0, 3] 2"),
        ([1], .failFast, "FAILURE_TOLERANCE_EXCEEDED [0] 1"),
        ([], .successes(2), "MIN_SUCCESSFUL_REACHED [0, 1] 0"),
        ([0, 1], .firstSuccess, "MIN_SUCCESSFUL_REACHED [2] 2"),
        ([0, 1, 2], .successes(4), "ALL_COMPLETED [3] 3"),
        ([0], .tolerating(failures: 1), "ALL_COMPLETED [1, 2, 3] 1"),
        ([0, 1], .tolerating(failures: 1), "FAILURE_TOLERANCE_EXCEEDED [] 2"),
        ([0], .tolerating(failurePercentage: 25), "ALL_COMPLETED [1, 2, 3] 1"),
        ([0, 1], .tolerating(failurePercentage: 25), "FAILURE_TOLERANCE_EXCEEDED [] 2"),
        (
            [0],
            .custom { $0.succeeded == 2 ? .succeeded : .goOn },
            "CUSTOM_COMPLETION_SUCCEEDED [1, 2] 1"
        ),
        (
            [2, 3],
            .successes(4).or(.tolerating(failures: 0)),
            "FAILURE_TOLERANCE_EXCEEDED [0, 1] 1"
        ),
    ]

    @Test(arguments: cases)
    func `is over when its policy says so`(
        failing: Set<Int>,
        policy: CompletionPolicy,
        expected: String
    ) async throws {
        #expect(try await run(4, failing: failing, policy) == "\"\(expected)\"")
    }

    @Test func `of nothing is over at once`() async throws {
        #expect(try await run(0, .successes(1)) == #""ALL_COMPLETED [] 0""#)
    }

    @Test(arguments: [(0, CompletionPolicy.all), (1, .successes(0)), (1, .successes(5))])
    func `with impossible demands is refused`(
        concurrency: Int,
        policy: CompletionPolicy
    ) async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let batch = try await context.map(
                    "items",
                    over: 0..<4,
                    concurrency: concurrency,
                    completing: policy
                ) { item, _ in item }
                return batch.successes
            }
        )
        #expect(try await harness.run().error.type == "InvalidOperation")
    }

    @Test func `that is over abandons the branches that are still on their way`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let batch = try await context.map(
                    "race",
                    over: [30, 10, 20],
                    completing: .firstSuccess
                ) { seconds, context in
                    try await context.wait("pause", for: .seconds(seconds))
                    tally.count("\(seconds)")
                    return try await context.step("win") { seconds }
                }
                // Long enough for the losers' waits to end.
                try await context.wait("after", for: .minutes(5))
                return batch.successes
            }
        )
        #expect(try await harness.run().result == "[10]")
        #expect(tally.all == ["10": 1])
        let losers = try await harness.record.operations.filter {
            $0.subtype == "MapIteration" && $0.status == .started
        }
        #expect(losers.count == 2)
    }

    @Test func `too large to be recorded is made again from its branches`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let texts = try await context.map("large", over: 0..<4, concurrency: 2) {
                    number,
                    _ in
                    tally.count("branch")
                    return String(repeating: "\(number)", count: 100_000)
                }
                try await context.wait("pause", for: .seconds(1))
                return texts.map { $0.first.map(String.init) ?? "" }
            }
        )
        guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
        #expect(try await harness.run().result == #"["0","1","2","3"]"#)
        #expect(tally["branch"] == 4)
    }

    @Test func `names its branches as it is told`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.map("people", over: ["Ada"], naming: { "greet \($0)" }) {
                    name,
                    _ in name
                }
            }
        )
        _ = try await harness.run().result
        #expect(try await harness.record.operations.last?.name == "greet Ada")
    }
}

@Suite struct `Parallel branches` {
    @Test func `keep their types and their order`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let (text, number, list) = try await context.parallel(
                    "three",
                    Branch { context in
                        try await context.wait("pause", for: .seconds(2))
                        return "a"
                    },
                    Branch { context in try await context.step("count") { 2 } },
                    Branch { _ in [true, false] }
                )
                return "\(text) \(number) \(list)"
            }
        )
        #expect(try await harness.run().result == #""a 2 [true, false]""#)
    }

    @Test func `of one type are a batch`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let batch = try await context.parallel(
                    "two",
                    branches: [
                        Branch("good") { _ in 1 },
                        Branch { _ in throw Refused() },
                    ],
                    completing: .all
                )
                return "\(batch.successes) \(batch.failures.map(\.description))"
            }
        )
        let result = try await harness.run().result
        #expect(result == #""[1] [\"parallel-branch-1: Refused()\"]""#)
    }

    @Test func `fail with the failure of one of them`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let (number, text) = try await context.parallel(
                    "two",
                    Branch { _ in 1 },
                    Branch { _ -> String in throw Refused() }
                )
                return "\(number) \(text)"
            }
        )
        #expect(try await harness.run().error.type == "Refused")
    }
}
