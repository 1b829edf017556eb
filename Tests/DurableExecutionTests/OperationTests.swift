import TestTools
import Testing

@testable import DurableExecution

@Suite struct `Steps` {
    @Test func `a step's result is recorded and a replay does not run it again`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (name: String, context: WorkflowContext) in
                let first = try await context.step("first") { tally.count("first") }
                try await context.wait("pause", for: .minutes(1))
                return try await context.step("second") { "\(name) \(first)" }
            },
            input: #""Ada""#
        )
        guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
        let result = try await harness.run().result
        #expect(result == #""Ada 1""#)
        #expect(tally["first"] == 1)
    }

    @Test func `a failing step is tried again after its delay, and gives up in the end`()
        async throws
    {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.step("flaky", retry: .fixed(attempts: 3, delay: .seconds(7))) {
                    tally.count("attempt")
                    throw Refused()
                }
            }
        )
        let started = harness.clock.now
        let error = try await harness.run().error
        #expect(error == ErrorObject(type: "Refused", message: "Refused()"))
        #expect(tally["attempt"] == 3)
        #expect(started.duration(to: harness.clock.now) == .seconds(14))
    }

    @Test func `a step that recovers goes on`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.step("flaky", retry: .fixed(attempts: 3, delay: .seconds(1))) {
                    guard tally.count("attempt") == 3 else { throw Refused() }
                    return "done"
                }
            }
        )
        #expect(try await harness.run().result == #""done""#)
    }
}

@Suite struct `Waits` {
    @Test func `a wait in the same process is resumed in place, without a replay`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                tally.count("body")
                try await context.wait("one", for: .hours(1))
                try await context.wait("two", for: .days(2))
            }
        )
        let started = harness.clock.now
        #expect(try await harness.run().result == nil)
        #expect(tally["body"] == 1)
        #expect(started.duration(to: harness.clock.now) == .hours(49))
    }

    @Test func `no code of the user runs past a suspension`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                defer { tally.count("defer") }
                do {
                    try await context.wait("for ever", for: .days(366))
                } catch {
                    tally.count("catch")
                }
            }
        )
        guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
        #expect(tally.all.isEmpty)
    }

    @Test(arguments: [Duration.zero, .milliseconds(999), .days(367), .seconds(-1)])
    func `a wait out of range fails with what to write instead`(_ duration: Duration) async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.wait("pause", for: duration)
            }
        )
        let message = try #require(try await harness.run().error.message)
        #expect(message.contains("use one second to 366 days"))
    }
}

@Suite struct `Callbacks` {
    let workflow = Workflow("w") { (_: Int?, context: WorkflowContext) in
        let answer = try await context.callback(
            "decision",
            returning: String.self,
            timeout: .hours(72)
        ) { _ in }
        return switch answer {
        case .received(let text): "received \(text)"
        case .timedOut: "timed out"
        }
    }

    @Test func `an answer resumes the workflow`() async throws {
        let harness = Harness(workflow)
        let session = try await harness.open()
        _ = await session.settlement()
        try await harness.answer(
            harness.openToken,
            with: .succeeded(result: #""yes""#)
        )
        try await session.poll()
        #expect(try await harness.run(session).result == #""received yes""#)
    }

    @Test func `expiry is a value, live and replayed`() async throws {
        let harness = Harness(workflow)
        #expect(try await harness.run().result == #""timed out""#)
    }

    @Test func `a failure from outside is thrown`() async throws {
        let harness = Harness(workflow)
        _ = try await harness.open().settlement()
        let refusal = ErrorObject(type: "Refused", message: "not like this")
        try await harness.answer(harness.openToken, with: .failed(refusal))
        #expect(try await harness.run().error == refusal)
    }

    @Test func `an answer that does not fit says so`() async throws {
        let harness = Harness(workflow)
        _ = try await harness.open().settlement()
        try await harness.answer(
            harness.openToken,
            with: .succeeded(result: "17")
        )
        #expect(try await harness.run().error.type == "CallbackPayloadError")
    }

    @Test func `an answer that comes while no process runs is not lost`() async throws {
        let harness = Harness(workflow)
        _ = try await harness.open().settlement()
        try await harness.answer(
            harness.openToken,
            with: .succeeded(result: #""early""#)
        )
        #expect(try await harness.run().result == #""received early""#)
    }

    @Test func `a second answer is refused`() async throws {
        let harness = Harness(workflow)
        _ = try await harness.open().settlement()
        let token = try await harness.openToken
        try await harness.answer(token, with: .succeeded(result: "1"))
        await #expect(throws: CallbackError.answered) {
            try await harness.answer(token, with: .succeeded(result: "2"))
        }
    }
}

@Suite struct `Maps` {
    @Test func `results come in the order of the items`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.map("square", over: 1...20, concurrency: 3) { number, context in
                    if number.isMultiple(of: 3) {
                        try await context.wait("pause", for: .seconds(number))
                    }
                    return try await context.step("multiply") { number * number }
                }
            }
        )
        let result = try await harness.run().result
        #expect(result == "[\((1...20).map { "\($0 * $0)" }.joined(separator: ","))]")
    }

    @Test func `an empty map is recorded and returns nothing`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.map("nothing", over: [Int]()) { number, _ in number }
            }
        )
        #expect(try await harness.run().result == "[]")
        #expect(try await harness.record.operations.map(\.status) == [.succeeded, .succeeded])
    }

    @Test func `a failed item fails the map, and no further item is started`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.map("items", over: 0..<10, concurrency: 2) { number, context in
                    tally.count("started")
                    try await context.step("work", retry: .never) {
                        if number == 1 { throw Refused() }
                    }
                    try await context.wait("linger", for: .seconds(5))
                }
            }
        )
        #expect(try await harness.run().error.type == "Refused")
        #expect(tally["started"] == 2)
    }
}

@Suite struct `Replays` {
    @Test func `code that asks for another operation ends the execution, side by side`()
        async throws
    {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let isFirst = tally.count("body") == 1
                try await context.step(isFirst ? "reserve" : "charge") {}
                try await context.wait("pause", for: .seconds(5))
            }
        )
        _ = try await harness.open().settlement()
        let error = try await harness.run().error
        #expect(error.type == "NonDeterministicExecutionError")
        let message = try #require(error.message)
        #expect(message.contains("Recorded: STEP/Step 'reserve'."))
        #expect(message.contains("Requested: STEP/Step 'charge'."))
    }

    @Test func `an owner that was taken over records nothing and runs no further`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.wait("pause", for: .seconds(5))
                try await context.step("after") { _ = tally.count("after") }
                tally.count("end")
            }
        )
        let zombie = try await harness.open()
        _ = await zombie.settlement()
        _ = try await harness.run()
        let recorded = try await harness.record.history
        try await zombie.poll()
        guard case .superseded = await zombie.settlement() else { throw Unexpected() }
        #expect(try await harness.record.history == recorded)
        #expect(tally.all == ["after": 1, "end": 1])
    }
}

struct Refused: Error {}
