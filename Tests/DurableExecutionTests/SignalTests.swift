import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A signal` {
    private static let cart = Workflow("cart") { (_: Int?, context: WorkflowContext) in
        var items: [String] = []
        while case .received(let item) = try await context.signal(
            "item",
            returning: String.self,
            timeout: .minutes(30)
        ) {
            items.append(item)
            try context.publish("items", items)
        }
        return items
    }

    @Test func `is received once, in the order of arrival, early or late`() async throws {
        let harness = Harness(Self.cart)
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        for item in ["a", "b", "c"] { try await harness.send("item", #""\#(item)""#) }
        try await harness.send("another", "1")
        try await process.poll()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        #expect(process.session.published("items") == #"["a","b","c"]"#)
        try await harness.send("item", #""d""#)
        try await process.poll()
        #expect(try await harness.run(process).result == #"["a","b","c","d"]"#)
    }

    @Test func `outlives the process that waits for it`() async throws {
        let harness = Harness(Self.cart)
        guard case .blocked = await (try await harness.open()).settlement() else {
            throw Unexpected()
        }
        try await harness.send("item", #""a""#)
        #expect(try await harness.run().result == #"["a"]"#)
    }

    @Test func `that does not fit is a failure with its name`() async throws {
        let harness = Harness(Self.cart)
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        try await harness.send("item", "1")
        try await process.poll()
        #expect(try await harness.run(process).error.type == "CallbackPayloadError")
    }

    @Test func `can be asked about by whoever has only the log`() async throws {
        let harness = Harness(Self.cart)
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        for item in ["a", "b"] { try await harness.send("item", #""\#(item)""#) }
        try await process.poll()
        guard case .blocked = await process.settlement() else { throw Unexpected() }

        let before = try await harness.record.history
        let replay = try await harness.replay()
        guard case .blocked = await replay.settlement() else { throw Unexpected() }
        #expect(replay.published("items") == #"["a","b"]"#)
        #expect(try await harness.record.history == before)
    }
}

@Suite struct `A replay that writes nothing` {
    @Test func `runs no step and says whether changed code still fits`() async throws {
        let tally = Tally()
        func workflow(_ first: String) -> Workflow<Int?, Int> {
            Workflow("changing") { (_: Int?, context: WorkflowContext) in
                let number = try await context.step(first) { tally.count("first") }
                try await context.wait("pause", for: .seconds(1))
                try await context.step("second") { _ = tally.count("second") }
                return number
            }
        }
        let harness = Harness(workflow("one"))
        guard case .blocked = await (try await harness.open()).settlement() else {
            throw Unexpected()
        }
        guard case .blocked = await (try await harness.replay()).settlement() else {
            throw Unexpected()
        }
        let changed = try await harness.replay(workflow("other").hosted).settlement()
        #expect(try changed.error.type == "NonDeterministicExecutionError")
        #expect(tally.all == ["first": 1])
    }
}

@Suite struct `Changed code` {
    @Test func `that ends before its history does is told so`() async throws {
        func workflow(_ steps: Int) -> Workflow<Int?, Int> {
            Workflow("shrinking") { (_: Int?, context: WorkflowContext) in
                for number in 1...steps { try await context.step("step \(number)") {} }
                return steps
            }
        }
        let harness = Harness(workflow(3))
        let process = try await harness.open()
        guard case .ended = await process.settlement() else { throw Unexpected() }
        let error = try await harness.run(try await harness.open(workflow(2).hosted)).error
        #expect(error.message?.contains("STEP/Step 'step 3'") == true)
        #expect(error.message?.contains("the end of the workflow") == true)
    }
}
