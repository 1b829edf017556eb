/// The attempts of one call, and the decision after each that failed.
///
/// | failure | idempotent call | any other call |
/// |---|---|---|
/// | permanent | fail | fail |
/// | retryable, not performed | send again | send again |
/// | retryable, outcome unknown | send again | fail |
///
/// Once an attempt's outcome was unknown, that of the whole call is.
package struct Attempts: Sendable {
    package enum Decision: Sendable, Equatable {
        case sendAgain(after: Duration)
        case fail(AWSError)
    }

    private let policy: RetryPolicy
    private let isIdempotent: Bool
    private var count = 0
    private var outcome = AWSError.Outcome.notPerformed

    package init(policy: RetryPolicy, isIdempotent: Bool) {
        self.policy = policy
        self.isIdempotent = isIdempotent
    }

    /// Decides what follows an attempt that failed; `jitter` is a random number between 0 and 1.
    package mutating func failed(_ error: AWSError, jitter: Double) -> Decision {
        count += 1
        if error.isAmbiguous { outcome = .unknown }
        guard count < policy.maximumAttempts, maySendAgain(after: error) else {
            return .fail(conclusion(error))
        }
        let delay = policy.delay(afterAttempt: count, cause: error.cause, jitter: jitter)
        return .sendAgain(after: delay)
    }

    private func maySendAgain(after error: AWSError) -> Bool {
        error.isRetryable && (isIdempotent || !error.isAmbiguous)
    }

    private func conclusion(_ error: AWSError) -> AWSError {
        var error = error
        error.attempts = count
        error.outcome = outcome
        return error
    }
}
