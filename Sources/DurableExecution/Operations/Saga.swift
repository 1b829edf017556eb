/// Steps of which each can be undone.
///
/// It belongs to the body it is given to.
public final class Saga {
    /// For operations that need no undoing.
    public let context: WorkflowContext
    private var compensations: [Compensation] = []

    private struct Compensation {
        let name: String
        let retry: RetryStrategy?
        let undo: @Sendable () async throws -> Void
    }

    init(_ context: WorkflowContext) {
        self.context = context
    }

    /// Runs a step, and remembers how to undo it.
    ///
    /// `undo` gets the step's result. It runs, as a step of its own, when the saga fails later on,
    /// and not when this step itself fails.
    @discardableResult
    public func step<Result: Codable & Sendable>(
        _ name: String,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        _ body: @escaping @Sendable () async throws -> Result,
        undo: @escaping @Sendable (Result) async throws -> Void
    ) async throws -> Result {
        let result = try await context.step(name, retry: retry, timeout: timeout, body)
        compensations.append(
            Compensation(name: "\(name) undo", retry: retry) { try await undo(result) }
        )
        return result
    }

    /// Undoes what was done, last things first; one that cannot be undone does not keep the others.
    ///
    /// Nothing stops it, not even the execution's own cancellation.
    func compensate() async throws -> [OperationFailure] {
        guard !compensations.isEmpty else { return [] }
        return try await context.shield("undo") { context in
            var failures: [OperationFailure] = []
            for compensation in compensations.reversed() {
                do {
                    try await context.step(
                        compensation.name,
                        retry: compensation.retry,
                        compensation.undo
                    )
                } catch let failure as OperationFailure {
                    failures.append(failure)
                }
            }
            return failures
        }
    }
}

extension WorkflowContext {
    /// Runs steps that are undone, in reverse order, when one of them fails.
    ///
    /// The error that ended the saga is thrown again when everything is undone; where something
    /// could not be undone, a ``CompensationFailure``. A suspension is no failure: nothing is undone
    /// because the workflow waits.
    ///
    /// ```swift
    /// try await context.saga("trip") { saga in
    ///     let flight = try await saga.step("flight") { try await Flights.book() } undo: { flight in
    ///         try await Flights.cancel(flight)
    ///     }
    ///     …
    /// }
    /// ```
    @discardableResult
    public func saga<Result: Codable & Sendable>(
        _ name: String,
        _ body: (Saga) async throws -> Result
    ) async throws -> Result {
        try await child(name) { context in
            let saga = Saga(context)
            do {
                return try await body(saga)
            } catch {
                let failures = try await saga.compensate()
                guard failures.isEmpty else {
                    throw CompensationFailure(cause: ErrorObject(error), failures: failures)
                }
                throw error
            }
        }
    }

    /// Runs steps that return nothing and are undone when one of them fails.
    @_disfavoredOverload
    public func saga(_ name: String, _ body: (Saga) async throws -> Void) async throws {
        _ = try await saga(name) { saga in
            try await body(saga)
            return true
        }
    }
}

/// A saga failed, and not everything could be undone.
public struct CompensationFailure: RecordableError {
    /// What ended the saga.
    public let cause: ErrorObject
    /// What could not be undone.
    public let failures: [OperationFailure]

    /// The failures to undo, after their cause.
    public var errorObject: ErrorObject {
        let undone = failures.map(\.description).joined(separator: "; ")
        return ErrorObject(
            type: "CompensationFailure",
            message: "\(cause.message ?? cause.type ?? "failed"); not undone: \(undone)"
        )
    }
}
