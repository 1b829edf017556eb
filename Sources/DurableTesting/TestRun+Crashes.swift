public import DurableExecution

extension TestRun {
    /// Runs a test once for each place where a process can die: before and after each checkpoint.
    ///
    /// ```swift
    /// try await TestRun.atEveryCrash(of: approval, input: document) { run in
    ///     try await run.answer("decision", with: Decision(approved: true))
    ///     #expect(try await run.result.status == "approved")
    /// }
    /// ```
    ///
    /// - Returns: how many runs there were, the one without a crash included.
    /// - Throws: ``TestRunError`` with the crash, where the test has thrown.
    @discardableResult
    public static func atEveryCrash<Input: Encodable & Sendable>(
        of workflow: Workflow<Input, Output>,
        input: Input,
        with others: HostedWorkflow...,
        test: (TestRun) async throws -> Void
    ) async throws -> Int {
        func run(_ crash: Crash?) async throws -> Int {
            let run = try TestRun(
                World([workflow.hosted] + others),
                of: workflow.name,
                input: try PayloadCoder.encode(input)
            )
            if let crash { run.crash(crash) }
            do {
                try await test(run)
            } catch {
                throw crash.map { TestRunError.dies($0, of: "\(error)") } ?? error
            }
            return run.checkpoints
        }
        let checkpoints = try await run(nil)
        for checkpoint in 0..<checkpoints {
            _ = try await run(.before(checkpoint: checkpoint + 1))
            _ = try await run(.after(checkpoint: checkpoint + 1))
        }
        return 2 * checkpoints + 1
    }
}
