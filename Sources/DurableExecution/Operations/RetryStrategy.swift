/// What happens after a failed attempt of a step.
public struct RetryStrategy: Sendable {
    /// Attempts in all, the first included.
    public let attempts: Int
    private let jitter: Jitter
    private let delay: @Sendable (_ error: any Error, _ failedAttempts: Int) -> Duration?
    private var isFinal: @Sendable (any Error) -> Bool = { $0 is any NonRetryableError }

    /// How much of a delay is left to chance, so that many retries do not come at once.
    public enum Jitter: Sendable {
        /// Anything up to the delay.
        case full
        /// Between half the delay and the delay.
        case half
        /// Exactly the delay.
        case none
    }

    private init(
        attempts: Int,
        jitter: Jitter,
        delay: @escaping @Sendable (any Error, Int) -> Duration?
    ) {
        self.attempts = attempts
        self.jitter = jitter
        self.delay = delay
    }

    /// The same strategy, but an error that matches is final at once.
    ///
    /// An error that is a ``NonRetryableError`` is final in every strategy.
    public func unless(_ matches: @escaping @Sendable (any Error) -> Bool) -> RetryStrategy {
        var strategy = self
        strategy.isFinal = { [isFinal] in isFinal($0) || matches($0) }
        return strategy
    }

    /// The time until the next attempt, in whole seconds and at least one; `nil` when there is
    /// none.
    func delay(
        after error: any Error,
        afterAttempts failedAttempts: Int,
        using random: inout some RandomNumberGenerator
    ) -> Duration? {
        guard failedAttempts < attempts, !isFinal(error) else { return nil }
        return delay(error, failedAttempts).map { delay in
            .seconds(max(1, jitter.apply(to: delay, using: &random).wholeSeconds))
        }
    }
}

/// An error that no retry can mend.
public protocol NonRetryableError: Error {}

// MARK: - Strategies

extension RetryStrategy {
    /// Six attempts; 5 s, doubling to at most a minute, with full jitter.
    public static let standard = exponential(attempts: 6)

    /// The first failure is final.
    public static let never = RetryStrategy(attempts: 1, jitter: .none) { _, _ in .zero }

    /// For failures that pass by themselves: three attempts; 5 s, doubling, with half jitter.
    public static let transient = exponential(
        attempts: 3,
        maximum: .minutes(5),
        jitter: .half
    )

    /// For what comes back when it has recovered: five attempts; 5 s, doubling to at most five
    /// minutes, with full jitter.
    public static let resourceAvailability = exponential(attempts: 5, maximum: .minutes(5))

    /// For what must be done: ten attempts; 1 s, growing by half to at most a minute, no jitter.
    public static let critical = exponential(
        attempts: 10,
        initial: .seconds(1),
        factor: 1.5,
        jitter: .none
    )

    /// Delays that grow by a factor from one attempt to the next.
    public static func exponential(
        attempts: Int,
        initial: Duration = .seconds(5),
        factor: Double = 2,
        maximum: Duration = .minutes(1),
        jitter: Jitter = .full
    ) -> RetryStrategy {
        RetryStrategy(attempts: attempts, jitter: jitter) { _, failedAttempts in
            var delay = initial
            for _ in 1..<max(failedAttempts, 1) where delay < maximum { delay = delay * factor }
            return min(delay, maximum)
        }
    }

    /// Delays that grow by the same time from one attempt to the next.
    public static func linear(
        attempts: Int = 6,
        initial: Duration = .seconds(1),
        increment: Duration = .seconds(1),
        maximum: Duration = .minutes(5),
        jitter: Jitter = .full
    ) -> RetryStrategy {
        RetryStrategy(attempts: attempts, jitter: jitter) { _, failedAttempts in
            min(initial + increment * (failedAttempts - 1), maximum)
        }
    }

    /// The same delay every time.
    public static func fixed(
        attempts: Int = 5,
        delay: Duration = .seconds(5),
        jitter: Jitter = .none
    ) -> RetryStrategy {
        RetryStrategy(attempts: attempts, jitter: jitter) { _, _ in delay }
    }

    /// One attempt more than there are delays.
    public static func delays(_ delays: [Duration]) -> RetryStrategy {
        RetryStrategy(attempts: delays.count + 1, jitter: .none) { _, failedAttempts in
            delays[failedAttempts - 1]
        }
    }

    /// A decision of your own: the delay before the next attempt, or `nil` to give up.
    ///
    /// It gets the error and how many attempts have failed so far.
    public static func custom(
        _ decide: @escaping @Sendable (_ error: any Error, _ failedAttempts: Int) -> Duration?
    ) -> RetryStrategy {
        RetryStrategy(attempts: .max, jitter: .none, delay: decide)
    }
}

extension RetryStrategy.Jitter {
    func apply(
        to delay: Duration,
        using random: inout some RandomNumberGenerator
    ) -> Duration {
        switch self {
        case .none: delay
        case .full: delay * Double.random(in: 0...1, using: &random)
        case .half: delay * Double.random(in: 0.5...1, using: &random)
        }
    }
}
