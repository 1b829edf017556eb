import DurableLocal
import Synchronization
import TestTools
import Testing

@testable import DurableExecution

/// What other systems get wrong, each found by running one of them.
@Suite struct `Where others fail, this runtime` {
    private let harness = LocalHarness()

    @Test func `ends a wait and goes on past it`() async throws {
        let workflow = Workflow("sleeper", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.wait("second", for: .seconds(1))
            return "awake"
        }
        #expect(try await result(of: workflow) == "awake")
    }

    @Test func `makes the second attempt, after as long as was said`() async throws {
        let tally = Tally()
        let workflow = Workflow("retry", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("work", retry: .fixed(attempts: 2, delay: .seconds(5))) {
                guard tally.count("work") > 1 else { throw Unlucky() }
            }
            return "done"
        }
        let start = harness.clock.now
        #expect(try await result(of: workflow) == "done")
        #expect(start.duration(to: harness.clock.now) == .seconds(5))
    }

    @Test func `runs a step again whose process died in it`() async throws {
        let workflow = Workflow("dying", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("work") { "done" }
        }
        let store = ExecutionStore.local(harness.store.table, now: { harness.clock.now })
        let dead = LogEntry.Owner(deadline: .distantFuture, process: 1)
        let opening = try await store.start(
            "dying",
            ExecutionName("one"),
            input: "null",
            as: dead
        )
        guard case .owned(let log) = opening else { throw Unlucky() }
        let started = OperationUpdate(
            id: .path(1, in: nil),
            name: "work",
            subtype: "Step",
            change: .startStep
        )
        _ = try await log.checkpoint([started], against: log.token)
        #expect(try await result(of: workflow) == "done")
    }

    @Test func `ends an execution that takes longer than it may, also while a step runs`()
        async throws
    {
        let (clock, gate) = (harness.clock, Gate())
        let workflow = Workflow("slow", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("work") {
                clock.advance(by: .seconds(2))
                await gate.wait()
                return "late"
            }
        }
        try await harness.serve(workflow.hosted) { runtime in
            let execution = try await runtime.start(
                workflow,
                named: "one",
                input: nil,
                timeout: .seconds(1)
            )
            let failure = await #expect(throws: ExecutionFailure.self) {
                try await execution.result
            }
            #expect(failure?.status == .timedOut)
            gate.open()
        }
    }

    @Test func `ends a step that takes longer than it may`() async throws {
        let clock = harness.clock
        let workflow = Workflow("slow step", durable: true) { (_: Int?, context: WorkflowContext) in
            do {
                try await context.step("work", retry: .never, timeout: .seconds(1)) {
                    try await clock.sleep(until: clock.now.advanced(by: .seconds(2)))
                }
                return "late"
            } catch is OperationFailure {
                return "in time"
            }
        }
        try await harness.serve(workflow.hosted) { runtime in
            let execution = try await runtime.start(workflow, named: "one", input: nil)
            await clock.hasSleeper(until: clock.now.advanced(by: .seconds(1)))
            clock.advance(by: .seconds(1))
            #expect(try await execution.result == "in time")
        }
    }

    @Test func `tells a workflow that nobody has answered in time`() async throws {
        let workflow = Workflow("asking", durable: true) { (_: Int?, context: WorkflowContext) in
            let answer = try await context.callback(
                "question",
                returning: String.self,
                timeout: .seconds(1)
            ) { _ in }
            return answer == .timedOut ? "unanswered" : "answered"
        }
        #expect(try await result(of: workflow) == "unanswered")
    }

    @Test func `runs the same step with the same arguments as often as it is called`()
        async throws
    {
        let tally = Tally()
        let workflow = Workflow("twice", durable: true) { (_: Int?, context: WorkflowContext) in
            for _ in 1...2 { try await context.step("work") { _ = tally.count("work") } }
            return "\(tally["work"])"
        }
        #expect(try await result(of: workflow) == "2")
    }

    @Test func `serves an empty store in memory, and a file without being told to connect`()
        async throws
    {
        let workflow = Workflow("plain", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("work") { "done" }
        }
        let path = "/tmp/local-\(UInt64.random(in: .min ... .max)).sqlite"
        for store in [LocalStore.memory(), try .sqlite(path)] {
            try await LocalRuntime(workflow, store: store).run { runtime in
                let execution = try await runtime.start(workflow, named: "one", input: nil)
                #expect(try await execution.result == "done")
            }
        }
    }

    @Test func `finds what has ended under a name, and what still runs, alike`() async throws {
        let workflow = Workflow("named", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.wait("day", for: .days(1))
            return "done"
        }
        try await harness.serve(workflow.hosted) { runtime in
            let first = try await runtime.start(workflow, named: "one", input: nil)
            let second = try await runtime.start(workflow, named: "one", input: nil)
            await harness.skipTime(runtime)
            let third = try await runtime.start(workflow, named: "one", input: nil)
            #expect(
                try await [first.result, second.result, third.result].allSatisfy { $0 == "done" }
            )
            #expect(try await runtime.host.table.heads(HeadQuery()).count == 1)
        }
    }

    @Test func `says so when a workflow's code has changed under it`() async throws {
        let old = Workflow("changed", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("first") {}
            try await context.wait("night", for: .hours(8))
            return "old"
        }
        let new = Workflow("changed", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("another") {}
            return "new"
        }
        try await harness.serve(old.hosted) { runtime in
            try await runtime.start(old, named: "one", input: nil)
            _ = await runtime.host.rest()
        }
        try await harness.serve(new.hosted) { runtime in
            let execution = try runtime.execution(of: new, named: "one")
            await harness.skipTime(runtime)
            let failure = await #expect(throws: ExecutionFailure.self) {
                try await execution.result
            }
            #expect(failure?.error.type == "NonDeterministicExecutionError")
        }
    }

    private func result(of workflow: Workflow<Int?, String>) async throws -> String {
        try await harness.serve(workflow.hosted) { runtime in
            let execution = try await runtime.start(workflow, named: "one", input: nil)
            await harness.skipTime(runtime)
            return try await execution.result
        }
    }
}

/// Holds everybody up until it is opened.
private final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>(
        (false, [])
    )

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
