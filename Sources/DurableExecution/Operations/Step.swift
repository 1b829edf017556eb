extension WorkflowContext {
    /// Runs a body and records its result; a replay returns the recorded result instead.
    ///
    /// A body whose process dies before the result is recorded runs again, so it must bear being
    /// repeated. A body that throws is tried again as `retry` says; when it gives up, the step
    /// throws an `OperationFailure`. The result is what was recorded, decoded.
    @discardableResult
    public func step<Result: Codable & Sendable>(
        _ name: String,
        retry: RetryStrategy = .standard,
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        let payload = try await runStep(name, retry) { try PayloadCoder.encode(try await body()) }
        return try PayloadCoder.decode(Result.self, from: payload)
    }

    /// Runs a body that returns nothing and records that it has run.
    @_disfavoredOverload
    public func step(
        _ name: String,
        retry: RetryStrategy = .standard,
        _ body: @Sendable () async throws -> Void
    ) async throws {
        _ = try await runStep(name, retry) {
            try await body()
            return nil
        }
    }

    private func runStep(
        _ name: String,
        _ retry: RetryStrategy,
        _ attempt: () async throws -> String?
    ) async throws -> String? {
        let request = try next(name, .step, .step)
        while true {
            switch StepDecision(await session.state(of: request)) {
            case .succeeded(let result): return result
            case .failed(let error): throw OperationFailure(operation: name, error: error)
            case .park: await session.park(on: request.id)
            case .run(let finishedAttempts, let isStarted):
                if !isStarted { session.enqueue(request.update(.startStep)) }
                let change = await retry.change(after: finishedAttempts, attempt)
                await session.commit(request.update(change))
            }
        }
    }
}

/// What to do about a step, from how far it has come.
private enum StepDecision {
    case succeeded(String?)
    case failed(ErrorObject)
    case park
    case run(finishedAttempts: Int, isStarted: Bool)

    init(_ state: Operation.State?) {
        self =
            switch state {
            case .step(.succeeded(_, let result)): .succeeded(result)
            case .step(.failed(_, let error)): .failed(error)
            case .step(.pending): .park
            case .step(.ready(let attempts, _)):
                .run(finishedAttempts: attempts, isStarted: false)
            case .step(.started(let attempts, _)):
                .run(finishedAttempts: attempts, isStarted: true)
            default: .run(finishedAttempts: 0, isStarted: false)
            }
    }
}

extension RetryStrategy {
    /// Makes an attempt; the change to record for what came of it.
    fileprivate func change(
        after finishedAttempts: Int,
        _ attempt: () async throws -> String?
    ) async -> OperationUpdate.Change {
        do {
            return .succeedStep(result: try await attempt())
        } catch {
            var random = SystemRandomNumberGenerator()
            let delay = delay(afterAttempts: finishedAttempts + 1, using: &random)
            let error = ErrorObject(error)
            return delay.map { .retryStep(error, after: $0) } ?? .failStep(error)
        }
    }
}
