extension WorkflowContext {
    /// Runs operations that go on although the execution is to end: what cleans up.
    ///
    /// ```swift
    /// do {
    ///     try await context.wait("settling", for: .hours(1))
    /// } catch is ExecutionCancelled {
    ///     try await context.shield("clean up") { context in
    ///         try await context.step("release") { try await Rooms.release(room) }
    ///     }
    ///     throw error
    /// }
    /// ```
    @discardableResult
    public func shield<Result: Codable & Sendable>(
        _ name: String,
        _ body: (WorkflowContext) async throws -> Result
    ) async throws -> Result {
        try await runChild(try next(name, .context, .shield), .json, body)
    }

    /// Runs operations that return nothing and go on although the execution is to end.
    @_disfavoredOverload
    public func shield(
        _ name: String,
        _ body: (WorkflowContext) async throws -> Void
    ) async throws {
        _ = try await runChild(try next(name, .context, .shield)) { context, _ in
            try await body(context)
            return nil
        }
    }

    /// Runs what a step does, within its time, and, in a shield, out of reach of the cancellation of
    /// this branch.
    func run<Result: Sendable>(
        within limit: Duration?,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let (sleep, executor) = (session.sleep, session.executor)
        guard isShielded else { return try await limited(to: limit, sleeping: sleep, body) }
        return try await Task(executorPreference: executor) {
            try await limited(to: limit, sleeping: sleep, body)
        }.value
    }
}
