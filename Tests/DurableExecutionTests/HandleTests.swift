import Synchronization
import Testing

@testable import DurableExecution

@Suite struct `A handle` {
    @Test(arguments: 1...20)
    func `is recorded as started before what follows it`(_ time: Int) async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let handle = try context.start("branch") { context in
                    try await context.step("inside") { 1 }
                }
                try await context.step("after") {}
                return try await handle.value
            }
        )
        _ = try await harness.run().result
        let names = try await harness.record.operations.compactMap(\.name)
        let (branch, after) = (names.firstIndex(of: "branch"), names.firstIndex(of: "after"))
        #expect(try #require(branch) < #require(after))
    }

    @Test func `gives the result of a branch that ran beside the workflow`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let slow = try context.start("slow") { context in
                    try await context.wait("pause", for: .seconds(20))
                    return try await context.step("answer") { 42 }
                }
                try await context.wait("own", for: .seconds(10))
                return try await slow.value
            }
        )
        let started = harness.clock.now
        #expect(try await harness.run().result == "42")
        #expect(started.duration(to: harness.clock.now) == .seconds(20))
    }

    @Test func `throws the failure of its branch, as often as it is asked`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let branch = try context.start("branch") { _ -> Int in throw Refused() }
                var failures = 0
                for _ in 1...2 {
                    do { _ = try await branch.value } catch is OperationFailure { failures += 1 }
                }
                return failures
            }
        )
        #expect(try await harness.run().result == "2")
    }

    @Test func `of each of several branches gives them in the order they were started`()
        async throws
    {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let handles = try (1...5).map { number in
                    try context.start("branch \(number)") { context in
                        try await context.wait("pause", for: .seconds(10 - number))
                        return number
                    }
                }
                return try await context.all(handles)
            }
        )
        #expect(try await harness.run().result == "[1,2,3,4,5]")
    }

    @Test func `that was first stays first when the workflow runs again`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let handles = try [30, 10, 20].map { seconds in
                    try context.start("after \(seconds)") { context in
                        try await context.wait("pause", for: .seconds(seconds))
                        return seconds
                    }
                }
                let first = try await context.first("winner", of: handles)
                try await context.wait("long", for: .minutes(5))
                return [first.index, try await first.handle.value]
            }
        )
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        harness.clock.advance(to: harness.clock.now.advanced(by: .seconds(15)))
        try await process.poll()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        harness.clock.advance(to: harness.clock.now.advanced(by: .minutes(10)))
        #expect(try await harness.run().result == "[1,10]")
    }

    @Test(arguments: [(5, "7"), (60, "null")])
    func `that is not done in time is none`(seconds: Int, expected: String) async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let handle = try context.start("work") { context in
                    try await context.wait("pause", for: .seconds(seconds))
                    return 7
                }
                return try await context.timed("soon", handle, within: .seconds(10))
            }
        )
        #expect(try await harness.run().result == expected)
    }
}

@Suite struct `A saga` {
    private func run(
        _ tally: Order,
        failingUndo: Bool = false
    ) async throws -> ExecutionSession.Settlement {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.saga("trip") { saga in
                    for thing in ["flight", "hotel"] {
                        try await saga.step(thing, retry: .never) {
                            tally.add("book \(thing)")
                            return thing
                        } undo: { booked in
                            tally.add("cancel \(booked)")
                            if failingUndo, booked == "hotel" { throw Refused() }
                        }
                        // A suspension undoes nothing.
                        try await saga.context.wait("pause", for: .seconds(1))
                    }
                    try await saga.context.step("car", retry: .never) { throw Refused() }
                }
            }
        )
        return try await harness.run()
    }

    @Test func `undoes its steps in reverse when one fails, and fails with that error`()
        async throws
    {
        let order = Order()
        #expect(try await run(order).error.type == "Refused")
        #expect(
            order.all == ["book flight", "book hotel", "cancel hotel", "cancel flight"]
        )
    }

    @Test func `undoes the rest where one step cannot be undone, and says so`() async throws {
        let order = Order()
        let error = try await run(order, failingUndo: true).error
        #expect(error.type == "CompensationFailure")
        #expect(error.message?.contains("hotel undo") == true)
        #expect(order.all.last == "cancel flight")
    }
}

/// What happened, in order.
private final class Order: Sendable {
    private let events = Mutex<[String]>([])

    func add(_ event: String) { events.withLock { $0.append(event) } }

    var all: [String] { events.withLock { $0 } }
}
