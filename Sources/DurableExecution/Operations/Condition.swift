extension WorkflowContext {
    /// Looks again and again until a condition is met, with no process in between.
    ///
    /// Each look is a step of its own attempt: it gets the state that the last one returned, at
    /// first `initial`. A look that throws ends the operation with an `OperationFailure`, and so
    /// does one too many.
    ///
    /// ```swift
    /// let job = try await context.condition("job", from: job, until: { $0.isDone }) { job in
    ///     try await Jobs.find(job.id)
    /// }
    /// ```
    public func condition<State: Codable & Sendable>(
        _ name: String,
        from initial: State,
        polling: PollStrategy = .standard,
        coding: PayloadCoding<State> = .json,
        until isMet: @Sendable (State) -> Bool,
        _ look: @escaping @Sendable (State) async throws -> State
    ) async throws -> State {
        let place = "\(session.execution)/\(id?.rawValue ?? "")/\(name)"
        return try await condition(
            name,
            from: initial,
            coding: coding,
            waiting: { state, looks in
                guard !isMet(state) else { return .stop }
                var random = WorkflowRandom(seed: "\(place) \(looks)")
                return try polling.decision(name, afterLooks: looks, using: &random)
            },
            look
        )
    }

    /// Looks again and again; after each look `waiting` says how long until the next.
    ///
    /// `waiting` gets the state and how often it has been looked.
    public func condition<State: Codable & Sendable>(
        _ name: String,
        from initial: State,
        coding: PayloadCoding<State> = .json,
        waiting: @Sendable (_ state: State, _ looks: Int) throws -> PollDecision,
        _ look: @escaping @Sendable (State) async throws -> State
    ) async throws -> State {
        guard !isTransient else { return try await poll(name, from: initial, waiting, look) }
        let request = try next(name, .step, .waitForCondition)
        while true {
            let recorded = try await state(of: request)
            switch recorded {
            case .step(.succeeded(_, let result)):
                return try coding.decode(result)
            case .step(.failed(_, let error)): throw failure(of: name, error)
            case .step(.pending): await session.park(on: request.id)
            default:
                let progress = recorded?.stepProgress ?? StepProgress()
                if !(recorded?.isStartedStep ?? false) {
                    session.enqueue(request.update(.startStep))
                }
                let change = await change(from: initial, progress, coding, waiting) { last in
                    try await observed(name, request.id, progress.attempts + 1) {
                        try await look(last)
                    }
                }
                await commit(request.update(change))
            }
        }
    }

    private func change<State: Codable & Sendable>(
        from initial: State,
        _ progress: StepProgress,
        _ coding: PayloadCoding<State>,
        _ waiting: @Sendable (State, Int) throws -> PollDecision,
        _ look: (State) async throws -> State
    ) async -> OperationUpdate.Change {
        do {
            let current =
                try progress.attempts == 0
                ? initial : coding.decode(progress.state)
            let payload = try coding.encode(try await look(current))
            let found = try coding.decode(payload)
            switch try waiting(found, progress.attempts + 1) {
            case .stop: return .succeedStep(result: payload)
            case .again(let delay):
                return .continueStep(state: payload, after: .seconds(max(1, delay.wholeSeconds)))
            }
        } catch {
            return .failStep(ErrorObject(error))
        }
    }
}

/// What follows a look at a condition.
public enum PollDecision: Sendable, Hashable {
    /// The condition is met, or will not be: the last state is the result.
    case stop
    /// Look again after this time.
    case again(after: Duration)
}

/// How often, and how long, to look at a condition.
public struct PollStrategy: Sendable {
    private let looks: Int
    private let initial: Duration
    private let factor: Double
    private let maximum: Duration
    private let jitter: RetryStrategy.Jitter

    /// Delays that grow by a factor from one look to the next.
    public init(
        looks: Int = 60,
        initial: Duration = .seconds(5),
        factor: Double = 1.5,
        maximum: Duration = .minutes(5),
        jitter: RetryStrategy.Jitter = .full
    ) {
        self.looks = looks
        self.initial = initial
        self.factor = factor
        self.maximum = maximum
        self.jitter = jitter
    }

    /// Sixty looks; 5 s, growing by half to at most five minutes, with full jitter.
    public static let standard = PollStrategy()

    /// The same delay every time.
    public static func every(_ delay: Duration, looks: Int = 60) -> PollStrategy {
        PollStrategy(looks: looks, initial: delay, factor: 1, maximum: delay, jitter: .none)
    }

    func decision(
        _ name: String,
        afterLooks count: Int,
        using random: inout some RandomNumberGenerator
    ) throws(ConditionNotMet) -> PollDecision {
        guard count < looks else { throw ConditionNotMet(name: name, looks: count) }
        var delay = initial
        for _ in 1..<max(count, 1) where delay < maximum { delay = delay * factor }
        return .again(after: jitter.apply(to: min(delay, maximum), using: &random))
    }
}

/// The last look that the strategy allows did not find the condition met.
struct ConditionNotMet: RecordableError {
    let name: String
    let looks: Int

    var errorObject: ErrorObject {
        ErrorObject(
            type: "WaitForConditionError",
            message: "'\(name)' was not met after \(looks) looks; allow more in its poll strategy."
        )
    }
}

extension Operation.State {
    /// How far a step is that can run now.
    fileprivate var stepProgress: StepProgress? {
        switch self {
        case .step(.started(let progress)), .step(.ready(let progress)): progress
        default: nil
        }
    }

    fileprivate var isStartedStep: Bool {
        if case .step(.started) = self { true } else { false }
    }
}
