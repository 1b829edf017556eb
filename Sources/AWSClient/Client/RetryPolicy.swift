/// How often, and after how long, a failed call is tried again.
///
/// Source: AWS SDKs and Tools reference, "Retry behavior", standard mode.
package struct RetryPolicy: Sendable, Equatable {
    package var maximumAttempts = 3
    /// The first delay after the network or the service failed.
    package var transientDelay = Duration.milliseconds(50)
    /// The first delay after the service asked for fewer requests.
    package var throttlingDelay = Duration.seconds(1)
    package var maximumDelay = Duration.seconds(20)
    /// How long all attempts of a call may take together, the pauses between them included; nil means
    /// that only each single attempt has its limit.
    package var totalTime: Duration?

    package init() {}

    /// The policy with the number of attempts that `AWS_MAX_ATTEMPTS` says.
    package init(_ environment: Environment) throws(ConfigurationError) {
        let setting = "AWS_MAX_ATTEMPTS"
        guard let text = environment[setting] else { return }
        guard let count = Int(text), count > 0 else {
            throw .invalidSetting(setting, value: text, expected: "a number above 0")
        }
        maximumAttempts = count
    }

    /// The delay after the n-th attempt, counted from 1: doubled each time, then multiplied by a
    /// random number between 0 and 1, so that callers that failed together come back apart.
    ///
    /// What the service asks for counts, as long as it is at most five seconds more.
    package func delay(
        afterAttempt attempt: Int,
        failure: AWSError,
        jitter: Double
    ) -> Duration {
        let first = failure.cause == .throttling ? throttlingDelay : transientDelay
        let doublings = min(attempt - 1, 20)
        let own = min(first * (1 << doublings), maximumDelay) * jitter
        guard let wish = failure.retryAfter else { return own }
        return max(own, min(wish, own + .seconds(5)))
    }

    /// Whether an attempt may begin so long after the call began.
    func allows(_ elapsed: Duration) -> Bool {
        totalTime.map { elapsed < $0 } ?? true
    }

    /// How long an attempt may take that begins so long after the call began.
    func attemptTime(of limit: Duration, elapsed: Duration) -> Duration {
        totalTime.map { min(limit, $0 - elapsed) } ?? limit
    }
}
