extension WorkflowContext {
    /// Runs a body and records its result; a replay returns the recorded result instead.
    ///
    /// A body whose process dies before the result is recorded runs again, so it must bear being
    /// repeated, unless `semantics` says otherwise. A body that throws, or takes longer than
    /// `timeout`, is tried again as `retry` says, or else the workflow's settings; when it gives up, the step throws an
    /// `OperationFailure`. The result is what was recorded, decoded.
    @discardableResult
    public func step<Result: Codable & Sendable>(
        _ name: String,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        semantics: StepSemantics = .atLeastOnce,
        coding: PayloadCoding<Result> = .json,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await step(
            name,
            retry: retry,
            timeout: timeout,
            semantics: semantics,
            coding: coding
        ) { _ in
            try await body()
        }
    }

    /// Runs a body that returns nothing and records that it has run.
    @_disfavoredOverload
    public func step(
        _ name: String,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        semantics: StepSemantics = .atLeastOnce,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await step(name, retry: retry, timeout: timeout, semantics: semantics) { _ in
            try await body()
        }
    }

    /// Runs a body that wants to know its attempt, and records its result.
    @discardableResult
    public func step<Result: Codable & Sendable>(
        _ name: String,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        semantics: StepSemantics = .atLeastOnce,
        coding: PayloadCoding<Result> = .json,
        _ body: @escaping @Sendable (StepAttempt) async throws -> Result
    ) async throws -> Result {
        guard !isTransient else { return try await attempt(name, retry, timeout, body) }
        let payload = try await runStep(name, retry, semantics) { attempt in
            try coding.encode(try await run(name, attempt, within: timeout, body))
        }
        return try coding.decode(payload)
    }

    /// Runs a body that wants to know its attempt and returns nothing.
    @_disfavoredOverload
    public func step(
        _ name: String,
        retry: RetryStrategy? = nil,
        timeout: Duration? = nil,
        semantics: StepSemantics = .atLeastOnce,
        _ body: @escaping @Sendable (StepAttempt) async throws -> Void
    ) async throws {
        guard !isTransient else { return try await attempt(name, retry, timeout, body) }
        _ = try await runStep(name, retry, semantics) { attempt in
            try await run(name, attempt, within: timeout, body)
            return nil
        }
    }

    private func runStep(
        _ name: String,
        _ retry: RetryStrategy?,
        _ semantics: StepSemantics,
        _ body: (StepAttempt) async throws -> String?
    ) async throws -> String? {
        let request = try next(name, .step, .step)
        let retry = retry ?? surroundings.retry
        func attempt(_ progress: StepProgress) -> StepAttempt {
            StepAttempt(
                number: progress.attempts + 1,
                execution: session.execution,
                operation: request.id
            )
        }
        var isStartedHere = false
        while true {
            switch StepDecision(try await state(of: request)) {
            case .succeeded(let result): return result
            case .failed(let error): throw failure(of: name, error)
            case .park: await session.park(on: request.id)
            case .run(let progress, isStarted: true)
            where !isStartedHere && isCutOff(semantics):
                let change = retry.change(for: StepInterrupted(), in: attempt(progress))
                await commit(request.update(change))
            case .run(let progress, let isStarted):
                if !isStarted { await start(request, semantics) }
                isStartedHere = true
                let change = await change(after: attempt(progress), retry, body)
                isStartedHere = false
                await commit(request.update(change))
            }
        }
    }

    /// What becomes of an attempt of which the log knows only the beginning.
    private func isCutOff(_ semantics: StepSemantics) -> Bool {
        switch semantics {
        case .atMostOncePerRetry: true
        case .atLeastOnce: session.followsInterruption
        }
    }

    /// An attempt that fails because the execution is to end is the last one.
    private func change(
        after attempt: StepAttempt,
        _ retry: RetryStrategy,
        _ body: (StepAttempt) async throws -> String?
    ) async -> OperationUpdate.Change {
        do {
            return .succeedStep(result: try await body(attempt))
        } catch {
            if !isShielded, let cancellation = session.cancellation {
                return .failStep(cancellation.errorObject)
            }
            return retry.change(for: error, in: attempt)
        }
    }

    /// Only a step that must not run twice waits until its start is recorded, and one that may have
    /// been the death of a process.
    private func start(_ request: OperationRequest, _ semantics: StepSemantics) async {
        let update = request.update(.startStep)
        switch semantics {
        case .atLeastOnce where !session.isCautious: session.enqueue(update)
        case .atLeastOnce, .atMostOncePerRetry: await commit(update)
        }
    }
}

/// What becomes of a step whose process dies while it runs.
public enum StepSemantics: Sendable {
    /// It runs again.
    ///
    /// Where the process dies again, its attempts count as failed, with a `StepInterrupted` error: a step
    /// that kills its process does so only as often as its retry strategy allows.
    case atLeastOnce
    /// The attempt has failed, with a `StepInterrupted` error; the retry strategy decides.
    ///
    /// Costs a checkpoint more for each attempt.
    case atMostOncePerRetry
}

/// One attempt at a step's body.
public struct StepAttempt: Sendable, Hashable {
    /// Counts from 1.
    public let number: Int
    let execution: String
    let operation: OperationID

    /// The same for all attempts and runs of this step, and for no other step: what an outside
    /// service should be given to recognise a repeated request.
    public var idempotencyKey: String { "\(execution)/\(operation)" }
}

/// The process that ran an attempt died, and the step may not simply run again.
struct StepInterrupted: RecordableError {
    var errorObject: ErrorObject {
        ErrorObject(
            type: "StepInterrupted",
            message:
                "The process ended while the step was running; whether it took effect is unknown."
        )
    }
}

/// What to do about a step, from how far it has come.
private enum StepDecision {
    case succeeded(String?)
    case failed(ErrorObject)
    case park
    case run(StepProgress, isStarted: Bool)

    init(_ state: Operation.State?) {
        self =
            switch state {
            case .step(.succeeded(_, let result)): .succeeded(result)
            case .step(.failed(_, let error)): .failed(error)
            case .step(.pending): .park
            case .step(.ready(let progress)): .run(progress, isStarted: false)
            case .step(.started(let progress)): .run(progress, isStarted: true)
            default: .run(StepProgress(), isStarted: false)
            }
    }
}

extension RetryStrategy {
    /// What to record for an attempt that failed.
    fileprivate func change(
        for error: any Error,
        in attempt: StepAttempt
    ) -> OperationUpdate.Change {
        let delay = delay(after: error, in: attempt)
        let error = ErrorObject(error)
        return delay.map { .retryStep(error, after: $0) } ?? .failStep(error)
    }

    /// The time until the attempt after this one; `nil` when there is none.
    func delay(after error: any Error, in attempt: StepAttempt) -> Duration? {
        var random = WorkflowRandom(seed: "\(attempt.idempotencyKey) \(attempt.number)")
        return delay(after: error, afterAttempts: attempt.number, using: &random)
    }
}
