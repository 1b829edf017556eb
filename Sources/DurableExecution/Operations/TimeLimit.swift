/// Runs a body that must end within a time.
///
/// When the time is up the body's task is cancelled; what it does then is its own affair, but its
/// outcome no longer counts.
func limited<Result: Sendable>(
    to limit: Duration?,
    sleeping sleep: @escaping @Sendable (Duration) async throws -> Void,
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    guard let limit else { return try await body() }
    return try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await sleep(limit)
            throw StepTimedOut(limit: limit)
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw CancellationError() }
        return first
    }
}

/// A step's body took longer than it may.
struct StepTimedOut: RecordableError {
    let limit: Duration

    var errorObject: ErrorObject {
        ErrorObject(type: "StepTimeout", message: "The step took longer than \(limit).")
    }
}
