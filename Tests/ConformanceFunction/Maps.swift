import DurableExecution

enum Maps {
    static let basic = Workflow("map-basic") { (items: [String], context: WorkflowContext) in
        try await context.map("map", over: items, concurrency: 1) { item, context in
            try await context.step("greet") { "Hello, \(item)!" }
        }
    }

    static let direct = Workflow("map-direct") { (items: [Int], context: WorkflowContext) in
        try await context.map("map", over: items, concurrency: 1) { item, _ in item * 2 }
    }

    static let empty = Workflow("map-empty") { (items: [String], context: WorkflowContext) in
        try await context.map("empty", over: items) { item, _ in item }
    }

    static let failFast = summary("map-fail-fast", of: [true, false, true], .failFast)
    static let enoughSuccesses = summary(
        "map-enough-successes",
        of: [true, true, true, true],
        .successes(2)
    )
    static let tolerated = summary(
        "map-tolerated",
        of: [true, false, true],
        .tolerating(failures: 1)
    )
    static let tooHighPercentage = summary(
        "map-too-high-percentage",
        of: [false, false, true, true],
        .tolerating(failurePercentage: 25)
    )

    static let concurrent = Workflow("map-concurrent") { (_: NoInput, context: WorkflowContext) in
        try await context.map("concurrent", over: 0..<3, concurrency: 2) { item, _ in "r\(item)" }
    }

    static let namedItems = Workflow("map-named-items") {
        (items: [Int], context: WorkflowContext) in
        try await context.map(
            "named-items",
            over: items,
            concurrency: 1,
            naming: { "item-\($0)" }
        ) { item, _ in item * 10 }
    }

    static let codedItems = Workflow("map-coded-items") {
        (_: NoInput, context: WorkflowContext) in
        try await context.map(
            "serdes",
            over: ["x", "y"],
            concurrency: 1,
            itemCoding: .wrapped
        ) { item, _ in item.uppercased() }
    }

    static let coded = Workflow("map-coded") { (_: NoInput, context: WorkflowContext) in
        try await context.uppercase("op-serde")
    }

    static let codedThenWait = Workflow("map-coded-then-wait") {
        (_: NoInput, context: WorkflowContext) in
        let results = try await context.uppercase("op-serde-replay")
        try await context.wait("a while", for: .seconds(1))
        return results
    }

    static let large = Workflow("map-large") { (_: NoInput, context: WorkflowContext) in
        let batch = try await context.map(
            "large",
            over: 0..<4,
            concurrency: 1,
            completing: .failFast
        ) { item, _ in
            String(repeating: "\(item)", count: 70_000)
        }
        return BatchSummary(batch)
    }

    static let thenWait = Workflow("map-then-wait") { (_: NoInput, context: WorkflowContext) in
        let results = try await context.map("then-wait", over: ["a", "b"], concurrency: 1) {
            item,
            _ in item.uppercased()
        }
        try await context.wait("a while", for: .seconds(1))
        return results
    }

    static let all = [
        basic.hosted, direct.hosted, empty.hosted, failFast.hosted, enoughSuccesses.hosted,
        tolerated.hosted, tooHighPercentage.hosted, concurrent.hosted, namedItems.hosted,
        large.hosted, thenWait.hosted, codedItems.hosted, coded.hosted, codedThenWait.hosted,
    ]

    /// Maps over items of which some fail, one after the other, and says what came of them.
    private static func summary(
        _ workflow: String,
        of items: [Bool],
        _ policy: CompletionPolicy
    ) -> Workflow<NoInput, BatchSummary> {
        Workflow(workflow) { (_: NoInput, context: WorkflowContext) in
            let batch = try await context.map(
                "map",
                over: items,
                concurrency: 1,
                completing: policy
            ) { succeeds, _ in
                guard succeeds else { throw CaseFailure() }
                return "ok"
            }
            return BatchSummary(batch)
        }
    }
}

extension WorkflowContext {
    fileprivate func uppercase(_ name: String) async throws -> [String] {
        try await map(name, over: ["x", "y"], concurrency: 1, coding: .joined) { item, _ in
            item.uppercased()
        }
    }
}
