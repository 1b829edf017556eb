import DurableLocal
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `Executions that call one another` {
    private let harness = LocalHarness()

    private static let double = Workflow("double", durable: true) {
        (number: Int, context: WorkflowContext) in
        try await context.step("double") { number * 2 }
    }

    @Test func `give their results to those who called them`() async throws {
        let sum = Workflow("sum", durable: true) { (numbers: [Int], context: WorkflowContext) in
            var sum = 0
            for number in numbers {
                sum += try await context.invoke("double", Self.double, input: number)
            }
            return sum
        }
        try await harness.serve(sum.hosted, Self.double.hosted) { runtime in
            let execution = try await runtime.start(sum, named: "one", input: [1, 2, 3])
            #expect(try await execution.result == 12)
        }
    }

    @Test func `fail those who called them, unless these bear it`() async throws {
        let failing = Workflow("failing", durable: true) {
            (_: Int?, context: WorkflowContext) -> Int in
            throw Unlucky()
        }
        let caller = Workflow("caller", durable: true) { (_: Int?, context: WorkflowContext) in
            do {
                return try await context.invoke("call", failing, input: nil)
            } catch let failure as OperationFailure {
                #expect(failure.error.type == "Unlucky")
                return -1
            }
        }
        try await harness.serve(caller.hosted, failing.hosted) { runtime in
            let execution = try await runtime.start(caller, named: "one", input: nil)
            #expect(try await execution.result == -1)
        }
    }

    @Test func `hear of an end although the process died before it could tell`() async throws {
        let caller = Workflow("caller", durable: true) { (number: Int, context: WorkflowContext) in
            try await context.invoke("call", Self.double, input: number)
        }
        try await harness.serve(caller.hosted) { runtime in
            try await runtime.start(caller, named: "one", input: 21)
            _ = await runtime.host.rest()
        }
        // The child ends in a process that dies before it tells anybody.
        let child = try await harness.child
        let store = ExecutionStore.local(harness.store.table, now: { harness.clock.now })
        let owner = LogEntry.Owner(deadline: harness.clock.now, process: 1)
        guard case .owned(let log) = try await store.resume(child, as: owner) else {
            throw Unlucky()
        }
        _ = try await log.end(.succeeded(result: "42"))
        try await harness.serve(caller.hosted, Self.double.hosted) { runtime in
            let execution = try runtime.execution(of: caller, named: "one")
            #expect(try await execution.result == 42)
        }
    }

    @Test func `may call one another only so deep`() async throws {
        let harness = harness
        let endless = Workflow("endless", durable: true) {
            (depth: Int, context: WorkflowContext) -> Int in
            let same = Workflow<Int, Int>("endless") { _, _ in 0 }
            return try await context.invoke("deeper", same, input: depth + 1)
        }
        var limits = LocalHost.Limits()
        limits.nesting = 3
        try await harness.serve(endless.hosted, limits: limits) { runtime in
            let execution = try await runtime.start(endless, named: "one", input: 0)
            let failure = await #expect(throws: ExecutionFailure.self) {
                try await execution.result
            }
            #expect(failure?.error.type == "NestingTooDeep")
            #expect(try await runtime.host.table.heads(HeadQuery()).count == 4)
        }
    }

    @Test(arguments: [
        (ParentClosePolicy.terminate, ExecutionStatus.stopped),
        (.cancel, .stopped), (.abandon, .running),
    ])
    func `end as was agreed when the one that called them ends`(
        policy: ParentClosePolicy,
        status: ExecutionStatus
    ) async throws {
        let tally = Tally()
        let waiting = Workflow("waiting", durable: true) { (_: Int?, context: WorkflowContext) in
            do {
                try await context.wait("long", for: .days(1))
            } catch {
                tally.count("clean up")
                throw error
            }
        }
        let caller = Workflow("caller", durable: true) { (_: Int?, context: WorkflowContext) in
            let same = Workflow<Int?, Int>("waiting") { _, _ in 0 }
            _ = try await context.start("wait", same, input: nil, parentClose: policy)
            return "done"
        }
        try await harness.serve(caller.hosted, waiting.hosted) { runtime in
            let execution = try await runtime.start(caller, named: "one", input: nil)
            #expect(try await execution.result == "done")
            _ = await runtime.host.rest()
            var query = HeadQuery()
            query.workflow = "waiting"
            #expect(try await runtime.host.table.heads(query).map(\.status) == [status])
        }
        #expect(tally["clean up"] == (policy == .cancel ? 1 : 0))
    }

    @Test func `go on as new ones, and give the last result to whoever called the first`()
        async throws
    {
        let countdown = Workflow("countdown", durable: true) {
            (number: Int, context: WorkflowContext) -> Int in
            try await context.step("count") {}
            guard number > 0 else { return 7 }
            try await context.continueAsNew(with: number - 1)
        }
        let caller = Workflow("caller", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.invoke("count", countdown, input: 3)
        }
        try await harness.serve(caller.hosted, countdown.hosted) { runtime in
            let execution = try await runtime.start(caller, named: "one", input: nil)
            #expect(try await execution.result == 7)
            let direct = try await runtime.start(countdown, named: "direct", input: 2)
            #expect(try await direct.result == 7)
            let first = ExecutionID(workflow: "countdown", name: try ExecutionName("direct"))
            let chain = try await runtime.host.store.chain(from: first)
            #expect(chain.count == 3)
            #expect(try await direct.status == .continued)
        }
    }

    @Test func `end with a caller that was cancelled while it waited for them`() async throws {
        let tally = Tally()
        let waiting = Workflow("waiting", durable: true) { (_: Int?, context: WorkflowContext) in
            defer { tally.count("clean up") }
            try await context.wait("long", for: .days(1))
            return 1
        }
        let caller = Workflow("caller", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.invoke("wait", waiting, input: nil, parentClose: .cancel)
        }
        try await harness.serve(caller.hosted, waiting.hosted) { runtime in
            let execution = try await runtime.start(caller, named: "one", input: nil)
            _ = await runtime.host.rest()
            try await execution.cancel(reason: "enough")
            await #expect(throws: ExecutionFailure.self) { try await execution.result }
            _ = await runtime.host.rest()
            var query = HeadQuery()
            query.statuses = [.running]
            #expect(try await runtime.host.table.heads(query).isEmpty)
        }
        #expect(tally["clean up"] == 1)
    }

    @Test func `are cancelled by whoever started them`() async throws {
        let waiting = Workflow("waiting", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.wait("long", for: .days(1))
            return 1
        }
        let caller = Workflow("caller", durable: true) { (_: Int?, context: WorkflowContext) in
            let child = try await context.start("wait", waiting, input: nil)
            try await child.cancel("enough", reason: "late")
            do {
                return try await child.value
            } catch is OperationFailure {
                return -1
            }
        }
        try await harness.serve(caller.hosted, waiting.hosted) { runtime in
            let execution = try await runtime.start(caller, named: "one", input: nil)
            #expect(try await execution.result == -1)
        }
    }
}

extension LocalHarness {
    /// The only execution that another one has started.
    fileprivate var child: ExecutionID {
        get async throws {
            let heads = try await store.table.heads(HeadQuery())
            return try #require(heads.first { $0.parent != nil }?.id)
        }
    }
}
