/// The attempts of one call, and the decision after each that failed.
///
/// | failure | idempotent call | any other call |
/// |---|---|---|
/// | permanent | fail | fail |
/// | retryable, not performed | send again | send again |
/// | retryable, outcome unknown | send again | fail |
///
/// It fails as well after the last attempt that the policy allows, where the time for all attempts is
/// up, and where the client's quota of retries is used up. Once an attempt's outcome was unknown, that
/// of the whole call is.
package struct Attempts: Sendable {
    package enum Decision: Sendable, Equatable {
        case sendAgain(after: Duration)
        case fail(AWSError)
    }

    private let policy: RetryPolicy
    private let isIdempotent: Bool
    private var count = 0
    private var outcome = AWSError.Outcome.notPerformed
    /// What the last retry took from the quota.
    private var cost: Int?

    package init(policy: RetryPolicy, isIdempotent: Bool) {
        self.policy = policy
        self.isIdempotent = isIdempotent
    }

    /// Decides what follows an attempt that failed, `elapsed` after the call began; `jitter` is a
    /// random number between 0 and 1.
    package mutating func failed(
        _ error: AWSError,
        elapsed: Duration = .zero,
        jitter: Double,
        quota: inout RetryQuota
    ) -> Decision {
        count += 1
        if error.isAmbiguous { outcome = .unknown }
        let delay = policy.delay(afterAttempt: count, failure: error, jitter: jitter)
        guard count < policy.maximumAttempts, maySendAgain(after: error),
            policy.allows(elapsed + delay), quota.take(error.retryCost)
        else { return .fail(conclusion(error)) }
        cost = error.retryCost
        return .sendAgain(after: delay)
    }

    package func succeeded(quota: inout RetryQuota) {
        quota.giveBack(cost)
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
