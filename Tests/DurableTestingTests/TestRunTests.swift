import DurableExecution
import DurableTesting
import Synchronization
import Testing

@Suite struct `A test run` {
    private static let approval = Workflow("approval", durable: true) {
        (title: String, context: WorkflowContext) in
        try await context.step("create") {}
        let answer = try await context.callback(
            "decision",
            returning: Bool.self,
            timeout: .days(3)
        ) { _ in }
        guard answer == .received(true) else { return "\(title) expired" }
        try await context.wait("grace", for: .days(30))
        return "\(title) approved"
    }

    @Test func `skips time, and goes on when somebody answers`() async throws {
        let run = try TestRun(of: Self.approval, input: "plan")
        try await run.answer("decision", with: true)
        #expect(try await run.result == "plan approved")
        #expect(try await run.status == .succeeded)
        #expect(try await run.elapsed == .days(30))
    }

    @Test func `says for whom it waits, and what expires when nobody comes`() async throws {
        let run = try TestRun(of: Self.approval, input: "plan")
        await #expect(throws: TestRunError.noCallback("other", open: ["decision"])) {
            try await run.answer("other", with: true)
        }
        await #expect(throws: TestRunError.waits(for: ["decision"])) { try await run.result }
        try await run.expire()
        #expect(try await run.result == "plan expired")
        #expect(try await run.elapsed == .days(3))
        await #expect(throws: TestRunError.nothingExpires) { try await run.expire() }
    }

    @Test func `is cancelled`() async throws {
        let run = try TestRun(of: Self.approval, input: "plan")
        try await run.cancel(reason: "no use")
        let error = await #expect(throws: TestRunError.self) { try await run.result }
        #expect(error?.description == "The execution failed: ExecutionCancelled: no use")
    }

    @Test func `has something else in place of steps and functions`() async throws {
        let order = Workflow("order", durable: true) { (count: Int, context: WorkflowContext) in
            let price = try await context.invoke(
                "price",
                function: "pricing",
                input: count,
                returning: Int.self
            )
            let charged = try await context.step("charge") { () -> Int in
                Issue.record("a body that was replaced")
                return 0
            }
            return price + charged
        }
        let run = try TestRun(of: order, input: 4)
        run.replaceFunction("pricing") { (count: Int) in count * 10 }
        run.replaceStep("charge") { attempt in
            guard attempt.number > 2 else { throw Unlucky() }
            return attempt.number
        }
        #expect(try await run.result == 43)
        #expect(
            try await run.operations == """
                1 ChainedInvoke 'price' SUCCEEDED 40
                2 Step 'charge' SUCCEEDED 3
                """
        )
    }

    @Test func `says that a step cannot be given a value of another type`() async throws {
        let order = Workflow("order", durable: true, retry: .never) {
            (_: Int?, context: WorkflowContext) in
            try await context.step("charge") { 1 }
        }
        let run = try TestRun(of: order, input: nil)
        run.replaceStep("charge", with: "one")
        let error = await #expect(throws: TestRunError.self) { try await run.result }
        #expect(error?.description.contains("was given String in place of Int") == true)
    }
}

@Suite struct `A test run of several executions` {
    private static let double = Workflow("double", durable: true) {
        (number: Int, context: WorkflowContext) in
        try await context.wait("a while", for: .hours(1))
        return try await context.step("double") { number * 2 }
    }

    @Test func `runs those that a workflow starts`() async throws {
        let sum = Workflow("sum", durable: true) { (numbers: [Int], context: WorkflowContext) in
            var sum = 0
            for number in numbers {
                sum += try await context.invoke("double", Self.double, input: number)
            }
            return sum
        }
        let run = try TestRun(of: sum, input: [1, 2, 3], with: Self.double.hosted)
        #expect(try await run.result == 12)
        #expect(try await run.elapsed == .hours(3))
    }

    @Test func `follows one that goes on as new`() async throws {
        let countdown = Workflow("countdown", durable: true) {
            (number: Int, context: WorkflowContext) -> String in
            try await context.step("count") {}
            guard number > 0 else { return "over" }
            try await context.continueAsNew(with: number - 1)
        }
        #expect(try await TestRun(of: countdown, input: 3).result == "over")
    }
}

@Suite struct `A test run whose process dies` {
    private static let order = Workflow("order", durable: true) {
        (counts: Counts, context: WorkflowContext) in
        let first = try await context.step("first") { 1 }
        let signal = try await context.signal("go", returning: Int.self)
        guard case .received(let answer) = signal else { return 0 }
        let rest = try await context.map("rest", over: [1, 2, 3]) { number, context in
            try await context.step("of rest") { number * 10 }
        }
        let child = try await context.invoke("child", child, input: 5)
        return rest.reduce(first + answer + child, +)
    }

    private static let child = Workflow("child", durable: true) {
        (number: Int, context: WorkflowContext) in
        try await context.wait("a while", for: .seconds(5))
        return number
    }

    private struct Counts: Codable {}

    @Test func `ends as ever, wherever that happens`() async throws {
        let runs = try await TestRun.atEveryCrash(
            of: Self.order,
            input: Counts(),
            with: Self.child.hosted
        ) { run in
            try await run.signal("go", 100)
            #expect(try await run.result == 166)
        }
        // It would be fewer if checkpoints were not counted, and more if it never ended.
        #expect((21...61).contains(runs))
    }

    @Test func `runs again what was not recorded, and nothing else`() async throws {
        let count = Mutex(0)
        let counting = Workflow("counting", durable: true) {
            (_: Int?, context: WorkflowContext) in
            try await context.step("first") { count.withLock { $0 += 1 } }
            try await context.step("second") {}
        }
        // The first is the start of the execution.
        for (crash, runs) in [(Crash.before(checkpoint: 2), 2), (.after(checkpoint: 2), 1)] {
            count.withLock { $0 = 0 }
            let run = try TestRun(of: counting, input: nil)
            run.crash(crash)
            try await run.end()
            #expect(count.withLock { $0 } == runs)
        }
    }

    @Test func `is named where the test fails`() async throws {
        let fragile = Workflow("fragile", durable: true) { (_: Int?, context: WorkflowContext) in
            try await context.step("once", retry: .never, semantics: .atMostOncePerRetry) { 1 }
        }
        let error = await #expect(throws: TestRunError.self) {
            try await TestRun.atEveryCrash(of: fragile, input: nil) { run in
                _ = try await run.result
            }
        }
        #expect(error?.description.hasPrefix("With a process that dies after checkpoint 2") == true)
    }
}

struct Unlucky: Error {}
