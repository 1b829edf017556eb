/// What happens after a failed attempt of a step.
public struct RetryStrategy: Sendable {
    /// Attempts in all, the first included.
    public let attempts: Int
    private let delay: @Sendable (_ failedAttempts: Int) -> Duration
    private let jitter: Jitter

    /// How much of a delay is left to chance, so that many retries do not come at once.
    public enum Jitter: Sendable {
        /// Anything up to the delay.
        case full
        /// Between half the delay and the delay.
        case half
        /// Exactly the delay.
        case none
    }

    /// Six attempts; 5 s, doubling to at most a minute, with full jitter.
    public static let standard = exponential(attempts: 6)

    /// The first failure is final.
    public static let none = RetryStrategy(attempts: 1, jitter: .none) { _ in .zero }

    /// Delays that grow by a factor from one attempt to the next.
    public static func exponential(
        attempts: Int,
        initial: Duration = .seconds(5),
        factor: Double = 2,
        maximum: Duration = .minutes(1),
        jitter: Jitter = .full
    ) -> RetryStrategy {
        RetryStrategy(attempts: attempts, jitter: jitter) { failedAttempts in
            var delay = initial
            for _ in 1..<max(failedAttempts, 1) where delay < maximum { delay *= factor }
            return min(delay, maximum)
        }
    }

    /// The same delay every time.
    public static func fixed(attempts: Int, delay: Duration) -> RetryStrategy {
        RetryStrategy(attempts: attempts, jitter: .none) { _ in delay }
    }

    private init(
        attempts: Int,
        jitter: Jitter,
        delay: @escaping @Sendable (Int) -> Duration
    ) {
        self.attempts = attempts
        self.jitter = jitter
        self.delay = delay
    }

    /// The time until the next attempt, in whole seconds and at least one; `nil` when there is
    /// none.
    func delay(
        afterAttempts failedAttempts: Int,
        using random: inout some RandomNumberGenerator
    ) -> Duration? {
        guard failedAttempts < attempts else { return nil }
        let spread = jitter.apply(to: delay(failedAttempts), using: &random)
        return .seconds(max(1, spread.wholeSeconds))
    }
}

extension RetryStrategy.Jitter {
    fileprivate func apply(
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

extension Duration {
    fileprivate static func *= (duration: inout Duration, factor: Double) {
        duration = duration * factor
    }
}
