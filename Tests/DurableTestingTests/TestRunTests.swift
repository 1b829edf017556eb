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
        let run = try await TestRun(of: Self.approval, input: "plan")
        try await run.answer("decision", with: true)
        #expect(try await run.result == "plan approved")
        #expect(try await run.status == .succeeded)
        #expect(try await run.elapsed == .days(30))
        await #expect(throws: TestRunError.ended) { try await run.crash() }
    }

    @Test func `says for whom it waits, and what expires when nobody comes`() async throws {
        let run = try await TestRun(of: Self.approval, input: "plan")
        await #expect(throws: TestRunError.noCallback("other", open: ["decision"])) {
            try await run.answer("other", with: true)
        }
        await #expect(throws: TestRunError.waits(for: ["decision"])) { try await run.result }
        try await run.expire()
        #expect(try await run.result == "plan expired")
        #expect(try await run.elapsed == .days(3))
    }

    @Test func `crashes, and runs nothing again that was done`() async throws {
        let count = Mutex(0)
        let counting = Workflow("counting", durable: true) {
            (_: Int?, context: WorkflowContext) in
            let first = try await context.step("first") {
                count.withLock {
                    $0 += 1
                    return $0
                }
            }
            _ = try await context.signal("go", returning: Int.self)
            return try await context.step("last") {
                count.withLock {
                    $0 += first
                    return $0
                }
            }
        }
        let run = try await TestRun(of: counting, input: nil)
        try await run.untilBlocked()
        try await run.crash()
        try await run.signal("go", 1)
        #expect(try await run.result == 2)
        #expect(
            try await run.operations == """
                1 STEP 'first' SUCCEEDED
                2 CALLBACK 'go' SUCCEEDED
                3 STEP 'last' SUCCEEDED
                """
        )
    }

    @Test func `is cancelled`() async throws {
        let run = try await TestRun(of: Self.approval, input: "plan")
        try await run.cancel(reason: "no use")
        let error = await #expect(throws: TestRunError.self) { try await run.result }
        #expect(error?.description == "The execution failed: ExecutionCancelled: no use")
    }
}
