import FoundationEssentials
import Synchronization
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A child workflow` {
    private static let child = Workflow("child") { (number: Int, context: WorkflowContext) in
        number * 2
    }

    private func blocked(_ workflow: Workflow<Int?, Int>) async throws -> (Harness, Process) {
        let harness = Harness(workflow)
        let process = try await harness.open()
        guard case .blocked = await process.settlement() else { throw Unexpected() }
        return (harness, process)
    }

    @Test func `is called by its name, with its input, and gives its result`() async throws {
        let child = Self.child
        let (harness, process) = try await blocked(
            Workflow("parent") { (_: Int?, context: WorkflowContext) in
                try await context.invoke("double", child, input: 21)
            }
        )
        let call = try #require(try await harness.record.openCalls.first)
        #expect(call.target == InvokeTarget(function: "child", parentClose: .terminate))
        #expect(call.input == "21")
        try await harness.finish(call, with: .succeeded(result: "42"))
        try await process.poll()
        #expect(try await harness.run(process).result == "42")
    }

    @Test func `can be started beside other work, and told to end`() async throws {
        let child = Self.child
        let (harness, process) = try await blocked(
            Workflow("parent") { (_: Int?, context: WorkflowContext) in
                let handle = try await context.start("double", child, input: 21)
                try await context.step("work") {}
                try await handle.cancel("enough", reason: "late")
                do {
                    return try await handle.value
                } catch let failure as OperationFailure {
                    return failure.error.message == "late" ? -1 : -2
                }
            }
        )
        let call = try #require(try await harness.record.openCalls.first)
        #expect(call.cancellation?.reason == "late")
        let cancelled = ErrorObject(type: "ExecutionCancelled", message: "late")
        try await harness.finish(call, with: .stopped(cancelled))
        try await process.poll()
        #expect(try await harness.run(process).result == "-1")
    }
}

@Suite struct `A workflow that continues as new` {
    @Test func `ends with the input of the next, and runs no code past that`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("endless") { (count: Int, context: WorkflowContext) -> Int in
                defer { tally.count("defer") }
                try await context.step("work") {}
                try await context.continueAsNew(with: count + 1)
            },
            input: "1"
        )
        let settlement = try await harness.run()
        guard case .ended(.continued("2")) = settlement else { throw Unexpected(settlement) }
        #expect(try await harness.record.execution.status == .continued)
        #expect(tally.all.isEmpty)
    }
}

@Suite struct `The clock of a workflow that starts others` {
    private static let child = Workflow("child") { (number: Int, context: WorkflowContext) in number
    }

    /// The moments that a workflow sees, in the first run and in a replay once its child has ended.
    private func moments(
        _ body: @escaping @Sendable (ChildWorkflow<Int>) async throws -> Void
    ) async throws -> [[Double]] {
        let seen = Mutex<[Double]>([])
        let harness = Harness(
            Workflow("parent") { (_: Int?, context: WorkflowContext) in
                let handle = try await context.start("child", Self.child, input: 1)
                seen.withLock { $0.append(context.now.timeIntervalSince1970) }
                try await body(handle)
                seen.withLock { $0.append(context.now.timeIntervalSince1970) }
                return try await handle.value
            }
        )
        let first = try await harness.open()
        _ = await first.settlement()
        let before = seen.withLock { $0 }
        harness.clock.advance(to: harness.clock.now.advanced(by: .seconds(5)))
        let call = try #require(try await harness.record.openCalls.first)
        try await harness.finish(call, with: .succeeded(result: "1"))
        seen.withLock { $0 = [] }
        #expect(try await harness.run().result == "1")
        return [before, seen.withLock { $0 }]
    }

    @Test func `is not moved by the end of one that nobody has asked for`() async throws {
        let moments = try await moments { _ in }
        #expect(moments[0] == moments[1])
    }

    @Test func `is moved alike by a cancel that is made and by one that is replayed`() async throws
    {
        let moments = try await moments { try await $0.cancel("enough") }
        #expect(moments[0] == moments[1])
    }
}
