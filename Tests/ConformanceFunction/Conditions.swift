import DurableExecution

enum Conditions {
    static let basic = counting("condition-basic", from: 0, every: .seconds(1))
    static let seeded = counting("condition-seeded", from: 5, every: .seconds(1))
    static let fixedDelay = counting("condition-fixed-delay", from: 0, every: .seconds(2))

    static let immediate = Workflow("condition-immediate") {
        (threshold: Int, context: WorkflowContext) in
        try await context.condition("counter", from: 5, until: { $0 >= threshold }) { $0 }
    }

    static let failing = Workflow("condition-failing") {
        (_: NoInput, context: WorkflowContext) in
        try await context.condition("counter", from: 0, until: { _ in true }) { _ in
            throw CaseFailure()
        }
    }

    static let caught = Workflow("condition-caught") { (_: NoInput, context: WorkflowContext) in
        do {
            _ = try await context.condition("counter", from: 0, until: { _ in true }) { _ in
                throw CaseFailure()
            }
            return "not reached"
        } catch is OperationFailure {
            return "recovered"
        }
    }

    static let null = Workflow("condition-null") { (_: NoInput, context: WorkflowContext) in
        try await context.condition("nothing", from: String?.none, until: { _ in true }) { _ in
            nil
        }
    }

    static let coded = Workflow("condition-coded") { (_: NoInput, context: WorkflowContext) in
        let polling = PollStrategy.every(.seconds(1))
        return try await context.condition(
            "length",
            from: "",
            polling: polling,
            coding: .wrapped,
            until: { $0.count >= 2 },
            { $0 + "x" }
        )
    }

    static let sequence = Workflow("condition-sequence") {
        (_: NoInput, context: WorkflowContext) in
        let first = try await context.count("first", from: 0, to: 2, every: .seconds(1))
        return try await context.count("second", from: first, to: 4, every: .seconds(1))
    }

    static let all = [
        basic.hosted, seeded.hosted, fixedDelay.hosted, immediate.hosted, failing.hosted,
        caught.hosted, null.hosted, coded.hosted, sequence.hosted,
    ]

    private static func counting(
        _ workflow: String,
        from initial: Int,
        every delay: Duration
    ) -> Workflow<Int, Int> {
        Workflow(workflow) { (threshold: Int, context: WorkflowContext) in
            try await context.count("counter", from: initial, to: threshold, every: delay)
        }
    }
}

extension WorkflowContext {
    fileprivate func count(
        _ name: String,
        from initial: Int,
        to threshold: Int,
        every delay: Duration
    ) async throws -> Int {
        let polling = PollStrategy.every(delay)
        return try await self.condition(
            name,
            from: initial,
            polling: polling,
            until: { $0 >= threshold },
            { $0 + 1 }
        )
    }
}
