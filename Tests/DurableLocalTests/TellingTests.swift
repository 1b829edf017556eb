import DurableLocal
import Synchronization
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `An execution on the local runtime` {
    private let harness = LocalHarness()

    private static let cart = Workflow("cart", durable: true) {
        (_: Int?, context: WorkflowContext) in
        var items: [String] = []
        while items.count < 2,
            case .received(let item) = try await context.signal("item", returning: String.self)
        {
            items.append(item)
            try context.publish("items", items)
        }
        return items
    }

    @Test func `receives signals, and says how far it is`() async throws {
        try await harness.serve(Self.cart.hosted) { runtime in
            let execution = try await runtime.start(Self.cart, named: "one", input: nil)
            _ = await runtime.host.rest()
            try await execution.signal("item", "pen")
            _ = await runtime.host.rest()
            #expect(try await execution.query("items", as: [String].self) == ["pen"])
            try await execution.signal("item", "ink")
            #expect(try await execution.result == ["pen", "ink"])
        }
    }

    @Test func `says how far it is also where no process has it`() async throws {
        try await harness.serve(Self.cart.hosted) { runtime in
            let execution = try await runtime.start(Self.cart, named: "one", input: nil)
            try await execution.signal("item", "pen")
            _ = await runtime.host.rest()
        }
        try await harness.serve(Self.cart.hosted) { runtime in
            let execution = try runtime.execution(of: Self.cart, named: "one")
            #expect(try await execution.query("items", as: [String].self) == ["pen"])
        }
    }

    @Test func `cleans up when it is cancelled, and not when it is stopped`() async throws {
        let tally = Tally()
        let waiting = Workflow("waiting", durable: true) {
            (name: String, context: WorkflowContext) in
            do {
                try await context.wait("long", for: .days(1))
            } catch {
                try await context.shield("clean up") { context in
                    try await context.step("clean up") { _ = tally.count(name) }
                }
                throw error
            }
        }
        try await harness.serve(waiting.hosted) { runtime in
            let cancelled = try await runtime.start(waiting, named: "one", input: "cancelled")
            let stopped = try await runtime.start(waiting, named: "two", input: "stopped")
            _ = await runtime.host.rest()
            try await cancelled.cancel(reason: "enough")
            try await stopped.stop(reason: "enough")
            for execution in [cancelled, stopped] {
                let failure = await #expect(throws: ExecutionFailure.self) {
                    try await execution.end()
                }
                #expect(failure?.status == .stopped)
                #expect(failure?.error.message == "enough")
            }
            await #expect(throws: ExecutionEnded.self) { try await stopped.cancel() }
        }
        #expect(tally["cancelled"] == 1)
        #expect(tally["stopped"] == 0)
    }

    @Test func `is handed over between two steps when its runtime stops`() async throws {
        let tally = Tally()
        let serving = Mutex<LocalRuntime?>(nil)
        let steps = Workflow("steps", durable: true) { (_: Int?, context: WorkflowContext) in
            for number in 1...3 {
                try await context.step("step \(number)") {
                    tally.count("step \(number)")
                    if number == 2 { serving.withLock { $0?.stop() } }
                }
            }
            return "done"
        }
        try await harness.serve(steps.hosted) { runtime in
            serving.withLock { $0 = runtime }
            let execution = try await runtime.start(steps, named: "one", input: nil)
            await #expect(throws: RuntimeStopped.self) { try await execution.result }
        }
        serving.withLock { $0 = nil }
        #expect((1...3).map { tally["step \($0)"] } == [1, 1, 0])
        try await harness.serve(steps.hosted) { runtime in
            let execution = try runtime.execution(of: steps, named: "one")
            #expect(try await execution.result == "done")
        }
        #expect((1...3).map { tally["step \($0)"] } == [1, 1, 1])
    }

    @Test func `is forgotten once it has been over for as long as was said`() async throws {
        let short = Workflow("short", durable: true) { (_: Int?, context: WorkflowContext) in "done"
        }
        var limits = LocalHost.Limits()
        limits.retention = .days(30)
        try await harness.serve(short.hosted, limits: limits) { runtime in
            let execution = try await runtime.start(short, named: "one", input: nil)
            #expect(try await execution.result == "done")
            harness.clock.advance(by: .days(29))
            _ = await runtime.host.rest()
            #expect(try await execution.status == .succeeded)
            harness.clock.advance(by: .days(2))
            _ = await runtime.host.rest()
            _ = await runtime.host.rest()
            #expect(try await execution.status == nil)
        }
    }
}
