import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A fork` {
    private let tally = Tally()

    /// Two steps, a wait and a third step, of which the last depends on the input.
    private var order: Workflow<Int, String> {
        // A capture list would change the closure's isolation.
        let tally = tally
        return Workflow("order") { (customer: Int, context: WorkflowContext) in
            let price = try await context.step("price") { tally.count("price") }
            let begun = context.now.timeIntervalSince1970
            try await context.wait("pause", for: .hours(1))
            let charged = try await context.step("charge") { tally.count("charge") }
            return try await context.step("confirm") {
                tally.count("confirm")
                return "\(customer) \(price) \(charged) \(begun)"
            }
        }
    }

    @Test func `goes on before the operation, with what was recorded by then`() async throws {
        let harness = Harness(order, input: "1")
        let result = try await harness.run().result
        let before = try await harness.record.history
        let fork = try await harness.fork(from: "charge")
        #expect(try await fork.run().result == result?.replacing(" 1 1 ", with: " 1 2 "))
        #expect(tally.all == ["price": 1, "charge": 2, "confirm": 2])
        let history = try await fork.record.history
        let same = before.prefix { $0.name != "charge" }.count
        #expect(Array(history.dropFirst().prefix(same - 1)) == Array(before[1..<same]))
        #expect(history.count == before.count)
        #expect(try await harness.record.history == before)
    }

    @Test func `may be told another input, and of a fork`() async throws {
        let harness = Harness(order, input: "1")
        _ = try await harness.run()
        let fork = try await harness.fork(from: "charge", input: "2")
        #expect(try await fork.run().result?.hasPrefix("\"2 1 2 ") == true)
        let second = try await fork.fork(from: "confirm", named: "second")
        #expect(try await second.run().result?.hasPrefix("\"2 1 2 ") == true)
        #expect(tally.all == ["price": 1, "charge": 2, "confirm": 3])
    }

    @Test func `begins now for lists, and its time is not used up`() async throws {
        let harness = Harness(order, input: "1", options: StartOptions(timeout: .hours(2)))
        _ = try await harness.run()
        harness.clock.advance(to: harness.clock.now.advanced(by: .days(3)))
        let fork = try await harness.fork(from: "charge")
        let heads = harness.table.heads(HeadQuery())
        #expect(heads.first?.name == "fork")
        #expect(heads.first?.startedAt == harness.clock.now)
        _ = try await fork.run().result
    }

    @Test func `has callbacks of its own`() async throws {
        let tally = tally
        let workflow = Workflow("ask") { (_: Int?, context: WorkflowContext) in
            _ = try await context.callback("first", returning: Int.self) { _ in }
            try await context.step("between") { tally.count("between") }
            _ = try await context.callback("second", returning: Int.self) { _ in }
        }
        let harness = Harness(workflow)
        _ = try await harness.run()
        try await harness.answer(harness.openToken, with: .succeeded(result: "1"))
        _ = try await harness.run()
        let token = try await harness.openToken
        let fork = try await harness.fork(from: "between")
        _ = try await fork.run()
        #expect(tally["between"] == 2)
        let own = try await fork.openToken
        #expect(own != token)
        try await fork.answer(own, with: .succeeded(result: "2"))
        _ = try await fork.run().result
        #expect(try await harness.openToken == token)
    }

    @Test func `keeps what other branches have done`() async throws {
        let tally = tally
        let workflow = Workflow("all") { (_: Int?, context: WorkflowContext) in
            try await context.map("items", over: [1, 2, 3], concurrency: 1) { item, context in
                try await context.step("one") { tally.count("\(item)") }
            }.count
        }
        let harness = Harness(workflow)
        _ = try await harness.run()
        let steps = try await harness.record.operations.filter { $0.type == .step }
        let fork = try await harness.fork(from: try #require(steps.last).id.rawValue)
        _ = try await fork.run().result
        #expect(tally.all == ["1": 1, "2": 1, "3": 2])
    }

    @Test func `runs code that has changed after it, and refuses what has changed before`()
        async throws
    {
        let harness = Harness(order, input: "1")
        _ = try await harness.run()
        let mended = Workflow("order") { (_: Int, context: WorkflowContext) in
            _ = try await context.step("price") { 0 }
            try await context.wait("pause", for: .hours(1))
            return try await context.step("ship") { "shipped" }
        }
        let other = Workflow("order") { (_: Int, context: WorkflowContext) in
            try await context.wait("pause", for: .hours(1))
            return "nothing"
        }
        let fork = try await harness.fork(from: "charge")
        #expect(try await fork.run(fork.open(mended.hosted)).result == #""shipped""#)
        let wrong = try await harness.fork(from: "charge", named: "wrong")
        let error = try await wrong.run(wrong.open(other.hosted)).error
        #expect(error.type == "NonDeterministicExecutionError")
    }

    @Test func `needs an operation, a name and an execution that there are`() async throws {
        let workflow = Workflow("twice") { (_: Int?, context: WorkflowContext) in
            try await context.step("same") {}
            try await context.step("same") {}
        }
        let harness = Harness(workflow)
        _ = try await harness.run()
        await #expect(throws: InvalidFork.unknown("other", known: ["same", "same"])) {
            try await harness.fork(from: "other")
        }
        let ids = [OperationID.path(1, in: nil), .path(2, in: nil)]
        await #expect(throws: InvalidFork.ambiguous("same", ids)) {
            try await harness.fork(from: "same")
        }
        await #expect(throws: InvalidFork.exists("execution")) {
            try await harness.fork(from: "1", named: "execution")
        }
        await #expect(throws: UnknownExecution.self) {
            try await harness.store.fork(
                ExecutionID(rawValue: "twice/nobody"),
                from: "1",
                named: ExecutionName("fork")
            )
        }
    }
}

extension Harness {
    /// The same harness for a fork of its execution.
    @discardableResult
    fileprivate func fork(
        from operation: String,
        named name: String = "fork",
        input: String? = nil
    ) async throws -> Harness {
        try await store.fork(
            ExecutionID(workflow: workflow.name, name: ExecutionName(self.name)),
            from: operation,
            named: ExecutionName(name),
            input: input
        )
        var fork = self
        fork.name = name
        fork.input = input ?? self.input
        return fork
    }
}
