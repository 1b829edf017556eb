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

    package init() {}

    /// The delay after the n-th attempt, counted from 1: doubled each time, then multiplied by a
    /// random number between 0 and 1, so that callers that failed together come back apart.
    package func delay(afterAttempt attempt: Int, cause: AWSError.Cause, jitter: Double) -> Duration
    {
        let first = cause == .throttling ? throttlingDelay : transientDelay
        let doublings = min(attempt - 1, 20)
        return min(first * (1 << doublings), maximumDelay) * jitter
    }
}
