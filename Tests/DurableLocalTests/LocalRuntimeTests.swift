import DurableLocal
import Foundation
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `The local runtime` {
    private let harness = LocalHarness()

    @Test func `runs a workflow to its result`() async throws {
        let greeting = Workflow("greeting", durable: true) {
            (name: String, context: WorkflowContext) in
            try await context.step("compose") { "Hello, \(name)!" }
        }
        try await harness.serve(greeting.hosted) { runtime in
            let execution = try await runtime.start(greeting, named: "one", input: "Ada")
            #expect(try await execution.result == "Hello, Ada!")
            #expect(try await execution.status == .succeeded)
        }
    }

    @Test func `lets time pass by itself, and goes on in place`() async throws {
        let tally = Tally()
        let waiting = Workflow("waiting", durable: true) { (_: Int?, context: WorkflowContext) in
            tally.count("body")
            try await context.wait("long", for: .days(30))
            try await context.wait("again", for: .days(30))
            return "done"
        }
        try await harness.serve(waiting.hosted) { runtime in
            let execution = try await runtime.start(waiting, named: "one", input: nil)
            await harness.skipTime(runtime)
            #expect(try await execution.result == "done")
        }
        #expect(tally["body"] == 1)
    }

    @Test func `tries a step again when its time has come`() async throws {
        let tally = Tally()
        let flaky = Workflow("flaky", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("work", retry: .fixed(attempts: 3, delay: .minutes(5))) {
                guard tally.count("work") == 3 else { throw Unlucky() }
                return "done"
            }
        }
        try await harness.serve(flaky.hosted) { runtime in
            let execution = try await runtime.start(flaky, named: "one", input: nil)
            await harness.skipTime(runtime)
            #expect(try await execution.result == "done")
        }
    }

    @Test(arguments: [true, false])
    func `tells of an execution and of its children below what whoever starts it is at`(
        isDurable: Bool
    ) async throws {
        let starter = try Starter()
        let child = Workflow("child") { (_: Int?, _: WorkflowContext) in 1 }
            .observed(by: WorkflowObserver(starter))
        let parent = Workflow("parent") { (_: Int?, context: WorkflowContext) in
            try await context.invoke("call", child, input: nil)
        }.observed(by: WorkflowObserver(starter))
        try await harness.serve(parent.hosted, child.hosted) { runtime in
            let execution = try await runtime.start(
                parent,
                named: "one",
                input: nil,
                durable: isDurable
            )
            #expect(try await execution.result == 1)
        }
        #expect(starter.workflows == ["parent", "child"])
    }

    @Test func `starts one execution under one name, whoever starts it and how often`()
        async throws
    {
        let tally = Tally()
        let once = Workflow("once", durable: true) { (number: Int, context: WorkflowContext) in
            try await context.step("work") { tally.count("work") + number }
        }
        try await harness.serve(once.hosted) { runtime in
            let results = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...20 {
                    group.addTask {
                        try await runtime.start(once, named: "same", input: 7).result
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(results == [8])
            await #expect(throws: InputConflict.self) {
                try await runtime.start(once, named: "same", input: 8)
            }
        }
        #expect(tally["work"] == 1)
    }

    @Test func `carries on what another left when it stopped`() async throws {
        let tally = Tally()
        let long = Workflow("long", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("first") { _ = tally.count("first") }
            try await context.wait("night", for: .hours(8))
            return try await context.step("last") { tally.count("last") }
        }
        try await harness.serve(long.hosted) { runtime in
            try await runtime.start(long, named: "one", input: nil)
            _ = await runtime.host.rest()
        }
        try await harness.serve(long.hosted) { runtime in
            await harness.skipTime(runtime)
            let execution = try runtime.execution(of: long, named: "one")
            #expect(try await execution.result == 1)
        }
        #expect(tally["first"] == 1)
    }

    @Test func `takes over at once what the dead have left, and not what the living run`()
        async throws
    {
        let tally = Tally()
        let work = Workflow("work", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("work") { tally.count("work") }
        }
        let (dead, living) = (try harness.store.owners.join(), try harness.store.owners.join())
        let store = ExecutionStore.local(harness.store.table, now: { harness.clock.now })
        for (name, owner) in [("orphan", dead), ("other", living)] {
            let owner = LogEntry.Owner(deadline: .distantFuture, process: owner.process)
            _ = try await store.start("work", ExecutionName(name), input: "null", as: owner)
        }
        dead.release()
        try await harness.serve(work.hosted) { runtime in
            _ = await runtime.host.rest()
            let orphan = try runtime.execution(of: work, named: "orphan")
            let other = try runtime.execution(of: work, named: "other")
            #expect(try await orphan.status == .succeeded)
            #expect(try await other.status == .running)
        }
        #expect(tally["work"] == 1)
    }

    @Test func `gives up an execution that kills every process that runs it`() async throws {
        let work = Workflow("deadly", durable: true) { (_: Int?, context: WorkflowContext) in
            "never"
        }
        let store = ExecutionStore.local(
            harness.store.table,
            now: { harness.clock.now },
            isAlive: { _ in false }
        )
        let owner = LogEntry.Owner(deadline: .distantFuture, process: 1)
        let name = try ExecutionName("one")
        for _ in 0...10 {
            _ = try await store.start("deadly", name, input: "null", as: owner)
        }
        try await harness.serve(work.hosted) { runtime in
            let execution = try runtime.execution(of: work, named: "one")
            let failure = await #expect(throws: ExecutionFailure.self) {
                try await execution.result
            }
            #expect(failure?.error.type == "ExecutionInterrupted")
        }
    }

    @Test func `keeps no more waiting executions than it may, and loses none`() async throws {
        let tally = Tally()
        let waiting = Workflow("waiting", durable: true) {
            (number: Int, context: WorkflowContext) in
            tally.count("body \(number)")
            try await context.wait("night", for: .hours(number))
            return number
        }
        var limits = LocalHost.Limits()
        limits.parked = 3
        try await harness.serve(waiting.hosted, limits: limits) { runtime in
            for number in 1...8 {
                try await runtime.start(waiting, named: "\(number)", input: number)
                _ = await runtime.host.rest()
            }
            await harness.skipTime(runtime)
            for number in 1...8 {
                let execution = try runtime.execution(of: waiting, named: "\(number)")
                #expect(try await execution.result == number)
            }
        }
        #expect((1...5).allSatisfy { tally["body \($0)"] == 2 })
        #expect((6...8).allSatisfy { tally["body \($0)"] == 1 })
    }
}

struct Unlucky: Error {}

/// Somebody who starts executions, and counts the workflows of those that belong to what they are at.
private final class Starter: ObserverPort {
    let currentTrace: TraceParent?
    private let tally = Tally()

    init() throws {
        let text = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        currentTrace = try #require(TraceParent(text))
    }

    var workflows: [String] { ["parent", "child"].filter { tally[$0] > 0 } }

    func began(_ run: ObservedRun) -> @Sendable (ObservedRun.End) -> Void {
        if run.trace == currentTrace { tally.count(run.workflow) }
        return { _ in }
    }

    func ended(_ operation: DurableExecution.Operation, in run: ObservedRun) {}

    func attempt<Result: Sendable>(
        _ attempt: ObservedAttempt,
        _ body: () async throws -> Result
    ) async throws -> Result { try await body() }
}
