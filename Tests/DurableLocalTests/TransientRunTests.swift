import DurableLocal
import Synchronization
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A transient execution on this machine` {
    private let harness = LocalHarness()

    /// Hands a token over to the test.
    private final class Letterbox: Sendable {
        private let stream: AsyncStream<CallbackToken>
        private let slot: AsyncStream<CallbackToken>.Continuation

        init() { (stream, slot) = AsyncStream.makeStream() }

        func put(_ token: CallbackToken) { slot.yield(token) }

        var token: CallbackToken {
            get async throws {
                var letters = stream.makeAsyncIterator()
                return try #require(await letters.next())
            }
        }
    }

    private func serve<Result: Sendable>(
        _ workflows: HostedWorkflow...,
        body: @Sendable (LocalRuntime) async throws -> Result
    ) async throws -> Result {
        let result = try await harness.runtime(workflows).run(body)
        #expect(try await harness.store.table.heads(HeadQuery()).isEmpty)
        return result
    }

    @Test func `hears the answers to its callbacks, and nobody else's`() async throws {
        let letters = Letterbox()
        let asking = Workflow("asking") { (_: Int?, context: WorkflowContext) in
            let answers = try await context.map("both", over: [1, 2]) { number, context in
                let answer = try await context.callback("question", returning: Int.self) {
                    letters.put($0)
                }
                guard case .received(let value) = answer else { return 0 }
                return value
            }
            return "\(answers)"
        }
        try await serve(asking.hosted) { runtime in
            let execution = try await runtime.start(asking, named: "one", input: nil)
            let (first, second) = (try await letters.token, try await letters.token)
            try await runtime.heartbeat(first)
            try await runtime.answer(first, with: 7)
            await #expect(throws: CallbackError.answered) {
                try await runtime.answer(first, with: 8)
            }
            let forged = CallbackToken(
                rawValue: second.rawValue.split(separator: ":").dropLast().joined(separator: ":")
                    + ":" + (first.rawValue.split(separator: ":").last ?? "")
            )
            await #expect(throws: CallbackError.unknown) {
                try await runtime.answer(forged, with: 8)
            }
            try await runtime.fail(second, with: Unlucky())
            let failure = await #expect(throws: ExecutionFailure.self) {
                try await execution.result
            }
            #expect(failure?.status == .failed)
            #expect(try await execution.status == .failed)
        }
    }

    private static let cart = Workflow("cart") { (_: Int?, context: WorkflowContext) in
        var total = 0
        while case .received(let amount) = try await context.signal("add", returning: Int.self),
            amount > 0
        {
            total += amount
            try context.publish("total", total)
        }
        return total
    }

    @Test func `is sent signals, and asked how far it has come, even after its end`() async throws {
        try await serve(Self.cart.hosted) { runtime in
            let execution = try await runtime.start(Self.cart, named: "one", input: nil)
            #expect(try await execution.query("total", as: Int.self) == nil)
            for amount in [2, 40, 0] { try await execution.signal("add", amount) }
            #expect(try await execution.result == 42)
            #expect(try await execution.query("total") == 42)
            await #expect(throws: ExecutionEnded.self) { try await execution.signal("add", 1) }
        }
    }

    @Test func `is cancelled and may clean up, or is stopped and may not`() async throws {
        let tally = Tally()
        let letters = Letterbox()
        let waiting = Workflow("waiting") { (name: String, context: WorkflowContext) in
            defer { tally.count("left \(name)") }
            _ = try await context.callback("for ever", returning: Int.self) { letters.put($0) }
        }
        try await serve(waiting.hosted) { runtime in
            let cancelled = try await runtime.start(waiting, named: "one", input: "cancelled")
            let stopped = try await runtime.start(waiting, named: "two", input: "stopped")
            _ = (try await letters.token, try await letters.token)
            try await cancelled.cancel(reason: "no use")
            try await stopped.stop(reason: "at once")
            let first = await #expect(throws: ExecutionFailure.self) { try await cancelled.end() }
            let second = await #expect(throws: ExecutionFailure.self) { try await stopped.end() }
            #expect(first?.description == "STOPPED: ExecutionCancelled: no use")
            #expect(second?.description == "STOPPED: ExecutionStopped: at once")
        }
        #expect(tally["left cancelled"] == 1)
        #expect(tally["left stopped"] == 0)
    }

    @Test func `lets time pass, and ends when it takes too long`() async throws {
        let waiting = Workflow("waiting", timeout: .hours(2)) {
            (hours: Int, context: WorkflowContext) in
            try await context.wait("long", for: .hours(hours))
            return hours
        }
        let start = harness.clock.now
        try await serve(waiting.hosted) { runtime in
            let short = try await runtime.start(waiting, named: "short", input: 1)
            await harness.clock.hasSleeper(until: start.advanced(by: .hours(1)))
            harness.clock.advance(by: .hours(1))
            #expect(try await short.result == 1)
            let long = try await runtime.start(waiting, named: "long", input: 3)
            await harness.clock.hasSleeper(until: start.advanced(by: .hours(3)))
            harness.clock.advance(by: .hours(2))
            let failure = await #expect(throws: ExecutionFailure.self) { try await long.result }
            #expect(failure?.status == .timedOut)
        }
    }

    @Test func `runs the workflows that it calls as transient ones`() async throws {
        let double = Workflow("double", durable: true) { (number: Int, context: WorkflowContext) in
            try await context.step("double") { 2 * number }
        }
        let sum = Workflow("sum") { (numbers: [Int], context: WorkflowContext) in
            try await context.map("all", over: numbers) { number, context in
                try await context.invoke("double", double, input: number)
            }.reduce(0, +)
        }
        try await serve(double.hosted, sum.hosted) { runtime in
            let execution = try await runtime.start(sum, named: "one", input: Array(1...50))
            #expect(try await execution.result == 2550)
        }
    }

    @Test func `learns that what it has called is not here, or is too deep`() async throws {
        let missing = Workflow("missing") { (_: Int?, context: WorkflowContext) in 1 }
        let caller = Workflow("caller") { (_: Int?, context: WorkflowContext) in
            try await context.invoke("call", missing, input: nil)
        }
        let endless = Workflow("endless") { (depth: Int, context: WorkflowContext) -> Int in
            let same = Workflow("endless") { (_: Int, _: WorkflowContext) in 0 }
            return try await context.invoke("deeper", same, input: depth + 1)
        }
        try await serve(caller.hosted, endless.hosted) { runtime in
            let execution = try await runtime.start(caller, named: "one", input: nil)
            let failure = await #expect(throws: ExecutionFailure.self) {
                try await execution.result
            }
            #expect(failure?.description.contains("hosts no workflow 'missing'") == true)
            let deep = try await runtime.start(endless, named: "one", input: 0)
            let tooDeep = await #expect(throws: ExecutionFailure.self) { try await deep.result }
            #expect(tooDeep?.description.contains("16 executions are above it") == true)
        }
    }

    @Test(arguments: [ParentClosePolicy.terminate, .cancel])
    func `ends with its caller, unless it is abandoned`(policy: ParentClosePolicy) async throws {
        let tally = Tally()
        let letters = Letterbox()
        let ended = Letterbox()
        let waiting = Workflow("waiting") { (_: Int?, context: WorkflowContext) in
            do {
                _ = try await context.callback("ever", returning: Int.self) { letters.put($0) }
            } catch {
                tally.count("told")
                ended.put(CallbackToken(rawValue: "told"))
                throw error
            }
            return 1
        }
        let caller = Workflow("caller") { (_: Int?, context: WorkflowContext) in
            _ = try await context.start("wait", waiting, input: nil, parentClose: policy)
            return try await context.callback("go", returning: Int.self) { letters.put($0) }
                == .received(1)
        }
        try await serve(waiting.hosted, caller.hosted) { runtime in
            let execution = try await runtime.start(caller, named: "one", input: nil)
            let tokens = [try await letters.token, try await letters.token]
            let own = try #require(tokens.first { $0.rawValue.hasPrefix("caller/") })
            let other = try #require(tokens.first { $0.rawValue.hasPrefix("waiting/") })
            try await runtime.answer(own, with: 1)
            #expect(try await execution.result)
            if policy == .cancel { _ = try await ended.token }
            await #expect(throws: (any Error).self) { try await runtime.answer(other, with: 1) }
        }
        #expect(tally["told"] == (policy == .cancel ? 1 : 0))
    }

    @Test func `goes on as new for as long as it wants`() async throws {
        let double = Workflow("double") { (number: Int, _: WorkflowContext) in 2 * number }
        let countdown = Workflow("countdown") {
            (number: Int, context: WorkflowContext) -> String in
            _ = try await context.invoke("double", double, input: number)
            guard number > 0 else { return "liftoff" }
            try await context.continueAsNew(with: number - 1)
        }
        try await serve(countdown.hosted, double.hosted) { runtime in
            let execution = try await runtime.start(countdown, named: "one", input: 100)
            #expect(try await execution.result == "liftoff")
        }
    }

    @Test func `is found under its name while it runs, and only then`() async throws {
        try await serve(Self.cart.hosted) { runtime in
            let first = try await runtime.start(Self.cart, named: "one", input: nil)
            let found = try runtime.execution(of: Self.cart, named: "one")
            let same = try await runtime.start(Self.cart, named: "one", input: nil)
            await #expect(throws: InputConflict.self) {
                try await runtime.start(Self.cart, named: "one", input: 1)
            }
            try await found.signal("add", 3)
            try await same.signal("add", 0)
            #expect(try await first.result == 3)
            #expect(try await found.result == 3)
            let again = try await runtime.start(Self.cart, named: "one", input: nil)
            try await again.signal("add", 0)
            #expect(try await again.result == 0)
        }
    }

    @Test func `is told to end when the runtime is to stop`() async throws {
        let letters = Letterbox()
        let tally = Tally()
        let waiting = Workflow("waiting") { (_: Int?, context: WorkflowContext) in
            defer { tally.count("left") }
            _ = try await context.callback("for ever", returning: Int.self) { letters.put($0) }
        }
        let execution = try await serve(waiting.hosted) { runtime in
            let execution = try await runtime.start(waiting, named: "one", input: nil)
            _ = try await letters.token
            return execution
        }
        #expect(tally["left"] == 1)
        let failure = await #expect(throws: ExecutionFailure.self) { try await execution.end() }
        #expect(failure?.description == "STOPPED: ExecutionCancelled: The runtime stops.")
    }
}
