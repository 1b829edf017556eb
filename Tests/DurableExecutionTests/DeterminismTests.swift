import Foundation
import Synchronization
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A workflow that runs again` {
    /// Runs a body in one process up to its wait, and in a second one to its end.
    private func twice<Output: Codable & Equatable & Sendable>(
        _ body: @escaping @Sendable (WorkflowContext) async throws -> Output
    ) async throws -> [Output] {
        let seen = Recorder<Output>()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                seen.add(try await body(context))
                try await context.wait("pause", for: .hours(1))
            }
        )
        guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
        _ = try await harness.run().result
        return seen.all
    }

    @Test func `draws the same random numbers`() async throws {
        let drawn = try await twice { context in
            let own = (1...3).map { _ in Int.random(in: 0..<1_000_000, using: &context.random) }
            let inner = try await context.child("inner") { context in
                Int.random(in: 0..<1_000_000, using: &context.random)
            }
            return own + [inner]
        }
        #expect(drawn.count == 2)
        #expect(drawn[0] == drawn[1])
        #expect(Set(drawn[0]).count == 4)
    }

    @Test func `sees the same time, which goes on with its operations`() async throws {
        let times = try await twice { context in
            let start = context.now
            try await context.wait("minute", for: .minutes(1))
            return [start, context.now]
        }
        // The first process stops at the minute; the second passes it and the hour.
        #expect(times.count == 1)
        #expect(times[0][1].timeIntervalSince(times[0][0]) == 60)
    }

    @Test func `sees the same time where an answer has come since`() async throws {
        let times = Recorder<Date>()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let answer = try await context.createCallback("answer", returning: Int.self)
                times.add(context.now)
                _ = try await answer.result()
            }
        )
        guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
        harness.clock.advance(to: harness.clock.now.advanced(by: .hours(1)))
        try await harness.answer(harness.openToken, with: .succeeded(result: "1"))
        _ = try await harness.run().result
        #expect(times.all.count == 2)
        #expect(Set(times.all).count == 1)
    }

    @Test func `sees the same time inside a child whose result is made again`() async throws {
        let times = Recorder<Date>()
        let text = String(repeating: "x", count: 300_000)
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                _ = try await context.child("large") { context in
                    times.add(context.now)
                    try await context.wait("minute", for: .minutes(1))
                    return text
                }
                try await context.wait("hour", for: .hours(1))
            }
        )
        // One process stops inside the child, one after it, and one makes its result again.
        for _ in 1...2 {
            guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
            harness.clock.advance(to: harness.clock.now.advanced(by: .minutes(1)))
        }
        _ = try await harness.run().result
        #expect(times.all.count == 3)
        #expect(Set(times.all).count == 1)
    }

    @Test func `waits for a moment that has passed as it did before`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.wait("passed", until: context.now.addingTimeInterval(0.001))
                return try await context.step("next") { 1 }
            }
        )
        #expect(try await harness.run().result == "1")
        let start = Timestamp(millisecondsSinceEpoch: 1_700_000_000_000)
        #expect(start.duration(to: harness.clock.now) == .seconds(1))
    }

    @Test func `refuses to wait for a moment in the workflow's past`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.wait("passed", until: context.now)
            }
        )
        #expect(try await harness.run().error.message?.hasSuffix("it is in the past.") == true)
    }

    @Test func `takes a value from outside once`() async throws {
        let values = try await twice { context in
            try await context.sideEffect("id") { UUID().uuidString }
        }
        #expect(values.count == 2)
        #expect(values[0] == values[1])
    }

    @Test func `knows whether it replays`() async throws {
        let replays = try await twice { context in
            let before = context.isReplaying
            try await context.step("work") {}
            return before
        }
        #expect(replays == [false, true])
    }
}

@Suite struct `A patch` {
    private func workflow(
        _ version: Int,
        _ tally: Tally
    ) -> Workflow<Int?, String> {
        Workflow("w") { (_: Int?, context: WorkflowContext) in
            try await context.step("first") {}
            let isPatched = version == 2 ? try await context.patched("new way") : false
            let path = isPatched ? "new" : "old"
            try await context.wait("pause", for: .hours(1))
            try await context.step("last") { _ = tally.count(path) }
            return path
        }
    }

    @Test func `is taken by executions that come to it`() async throws {
        let harness = Harness(workflow(2, Tally()))
        guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
        #expect(try await harness.run().result == #""new""#)
    }

    @Test func `is not taken by one that had passed its place`() async throws {
        let tally = Tally()
        let harness = Harness(workflow(1, tally))
        guard case .blocked = try await harness.open().settlement() else { throw Unexpected() }
        let process = try await harness.open(workflow(2, tally).hosted)
        #expect(try await harness.run(process).result == #""old""#)
    }
}

@Suite struct `A pending callback` {
    @Test func `gives its token at once and its answer later`() async throws {
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                let answer = try await context.createCallback(
                    "approval",
                    returning: Bool.self,
                    timeout: .hours(1)
                )
                try await context.step("ask") { [token = answer.token] in _ = token }
                try await context.wait("other work", for: .minutes(1))
                return try await answer.result() == .received(true) ? "yes" : "no"
            }
        )
        let session = try await harness.open()
        _ = await session.settlement()
        try await harness.answer(
            harness.openToken,
            with: .succeeded(result: "true")
        )
        try await session.poll()
        #expect(try await harness.run(session).result == #""yes""#)
    }
}

@Suite struct `An invoked function` {
    private let workflow = Workflow("w") { (_: Int?, context: WorkflowContext) in
        try await context.invoke("double", function: "Doubler:1", input: 21, returning: Int.self)
    }

    private func outcome(_ end: ExecutionOutcome) async throws -> ExecutionSession.Settlement {
        let harness = Harness(workflow)
        let session = try await harness.open()
        guard case .blocked = await session.settlement() else { throw Unexpected() }
        let invoke = try #require(try await harness.record.openCalls.first)
        try await harness.finish(invoke, with: end)
        try await session.poll()
        return try await harness.run(session)
    }

    @Test func `gives its result`() async throws {
        #expect(try await outcome(.succeeded(result: "42")).result == "42")
    }

    @Test func `that fails throws its error`() async throws {
        let error = ErrorObject(type: "Odd", message: "cannot be doubled")
        #expect(try await outcome(.failed(error)).error == error)
        #expect(try await outcome(.timedOut(error)).error == error)
        #expect(try await outcome(.stopped(error)).error == error)
    }
}

/// Keeps what it is given.
private final class Recorder<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    func add(_ value: Value) { values.withLock { $0.append(value) } }

    var all: [Value] { values.withLock { $0 } }
}
