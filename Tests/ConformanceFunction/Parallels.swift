import DurableExecution

enum Parallels {
    static let basic = Workflow("parallel-basic") { (_: NoInput, context: WorkflowContext) in
        let branches = ["task-1", "task-2"].map { result in
            Branch { context in try await context.step("task") { result } }
        }
        return try await context.parallel("parallel", branches: branches, concurrency: 1).values()
    }

    static let unnamed = Workflow("parallel-unnamed") { (_: NoInput, context: WorkflowContext) in
        try await context.parallel(
            "parallel",
            branches: ["alpha", "beta"].map(succeeding),
            concurrency: 1
        ).values()
    }

    static let mixedTypes = Workflow("parallel-mixed-types") {
        (_: NoInput, context: WorkflowContext) in
        let (text, number, object) = try await context.parallel(
            "hetero",
            concurrency: 1,
            Branch { _ in "hello" },
            Branch { _ in 42 },
            Branch { _ in ["k": "v"] }
        )
        return MixedResults(text: text, number: number, object: object)
    }

    static let empty = Workflow("parallel-empty") { (_: NoInput, context: WorkflowContext) in
        try await context.parallel("empty", branches: [Branch<String>]()).values()
    }

    static let throwing = Workflow("parallel-throwing") { (_: NoInput, context: WorkflowContext) in
        try await context.parallel(
            "throwing",
            branches: [failing, succeeding("not reached")],
            concurrency: 1,
            completing: .failFast
        ).values()
    }

    static let enoughSuccesses = summary(
        "parallel-enough-successes",
        of: ["a", "b", "c", "d"].map(succeeding),
        completing: .successes(2)
    )

    static let tooManyFailures = summary(
        "parallel-too-many-failures",
        of: [failing, failing, succeeding("c")],
        completing: .tolerating(failures: 1)
    )

    static let tooHighPercentage = summary(
        "parallel-too-high-percentage",
        of: [failing, failing, succeeding("c"), succeeding("d")],
        completing: .tolerating(failurePercentage: 25)
    )

    static let allFailing = summary(
        "parallel-all-failing",
        of: [failing, failing, failing],
        completing: .tolerating(failures: 3)
    )

    static let tooFewSuccesses = summary(
        "parallel-too-few-successes",
        of: [succeeding("a"), failing, succeeding("c")],
        completing: .successes(3)
    )

    static let exactPercentage = summary(
        "parallel-exact-percentage",
        of: [failing, succeeding("b"), succeeding("c"), succeeding("d")],
        completing: .tolerating(failurePercentage: 25)
    )

    static let concurrent = Workflow("parallel-concurrent") {
        (_: NoInput, context: WorkflowContext) in
        try await context.parallel(
            "concurrent",
            branches: ["r0", "r1", "r2"].map(succeeding),
            concurrency: 2
        ).values()
    }

    static let suspended = Workflow("parallel-suspended") {
        (_: NoInput, context: WorkflowContext) in
        let working = Branch { context in try await context.step("work") { "b0" } }
        let waiting = Branch { context in
            try await context.wait("a while", for: .seconds(2))
            return "b1"
        }
        return try await context.parallel("replay", branches: [working, waiting], concurrency: 1)
            .values()
    }

    static let noConcurrency = Workflow("parallel-no-concurrency") {
        (_: NoInput, context: WorkflowContext) in
        try await context.parallel(
            "bad-concurrency",
            branches: ["a", "b"].map(succeeding),
            concurrency: 0
        ).values()
    }

    static let accessors = Workflow("parallel-accessors") {
        (_: NoInput, context: WorkflowContext) in
        let batch = try await context.parallel(
            "accessors",
            branches: [succeeding("a"), failing, succeeding("c")],
            concurrency: 1,
            completing: .tolerating(failures: 1)
        )
        return Accessors(
            hasFailure: batch.hasFailure,
            successCount: batch.successes.count,
            failureCount: batch.items.count - batch.successes.count,
            errorCount: batch.failures.count
        )
    }

    static let all = [
        basic.hosted, unnamed.hosted, mixedTypes.hosted, empty.hosted, throwing.hosted,
        enoughSuccesses.hosted, tooManyFailures.hosted, tooHighPercentage.hosted,
        allFailing.hosted, tooFewSuccesses.hosted, exactPercentage.hosted, concurrent.hosted,
        suspended.hosted, noConcurrency.hosted, accessors.hosted,
    ]

    private static func succeeding(_ result: String) -> Branch<String> {
        Branch { _ in result }
    }

    private static let failing = Branch<String> { _ in throw CaseFailure() }

    /// Runs the branches one after the other and says what came of them.
    private static func summary(
        _ workflow: String,
        of branches: [Branch<String>],
        completing policy: CompletionPolicy
    ) -> Workflow<NoInput, BatchSummary> {
        Workflow(workflow) { (_: NoInput, context: WorkflowContext) in
            BatchSummary(
                try await context.parallel(
                    "parallel",
                    branches: branches,
                    concurrency: 1,
                    completing: policy
                )
            )
        }
    }
}

/// What came of a batch, in numbers.
struct BatchSummary: Codable {
    var completionReason: CompletionReason
    var status: String
    var successCount: Int
    var failureCount: Int
    var totalCount: Int

    init<Value>(_ batch: Batch<Value>) {
        completionReason = batch.reason
        status = batch.hasFailure ? "FAILED" : "SUCCEEDED"
        successCount = batch.successes.count
        failureCount = batch.failures.count
        totalCount = batch.items.count
    }
}

struct Accessors: Codable {
    var hasFailure: Bool
    var successCount: Int
    var failureCount: Int
    var errorCount: Int
}

/// Results of several types, written as one list.
struct MixedResults: Encodable {
    var text: String
    var number: Int
    var object: [String: String]

    func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(text)
        try list.encode(number)
        try list.encode(object)
    }
}
