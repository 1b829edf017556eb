/// What takes the place of a step's body in a test: the value for a step's name and attempt, `nil` where
/// the body runs.
package typealias StepSubstitute = @Sendable (String, StepAttempt) throws -> (any Sendable)?

extension WorkflowContext {
    /// Makes an attempt at a step.
    @inline(never)
    func run<Result: Sendable>(
        _ name: String,
        _ attempt: StepAttempt,
        within timeout: Duration?,
        _ body: @escaping @Sendable (StepAttempt) async throws -> Result
    ) async throws -> Result {
        try await observed(name, attempt.operation, attempt.number) {
            try await make(name, attempt, within: timeout, body)
        }
    }

    private func make<Result: Sendable>(
        _ name: String,
        _ attempt: StepAttempt,
        within timeout: Duration?,
        _ body: @escaping @Sendable (StepAttempt) async throws -> Result
    ) async throws -> Result {
        guard let value = try surroundings.substitute?(name, attempt) else {
            return try await run(within: timeout) { try await body(attempt) }
        }
        guard let result = value as? Result else {
            throw InvalidOperation(
                "Step '\(name)' was given \(type(of: value)) in place of \(Result.self)."
            )
        }
        return result
    }
}
