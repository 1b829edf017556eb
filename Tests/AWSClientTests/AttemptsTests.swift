import Testing

@testable import AWSClient

@Suite struct `The attempts of a call` {
    private func error(
        _ cause: AWSError.Cause,
        _ outcome: AWSError.Outcome = .notPerformed
    ) -> AWSError {
        AWSError(
            service: "S",
            operation: "O",
            code: "C",
            message: "",
            outcome: outcome,
            cause: cause
        )
    }

    private func attempts(isIdempotent: Bool) -> Attempts {
        Attempts(policy: RetryPolicy(), isIdempotent: isIdempotent)
    }

    @Test(arguments: [true, false])
    func `end at once with a permanent failure`(isIdempotent: Bool) {
        var attempts = attempts(isIdempotent: isIdempotent)
        #expect(attempts.failed(error(.permanent), jitter: 1) == .fail(error(.permanent)))
    }

    @Test(arguments: [true, false])
    func `go on after what was not performed`(isIdempotent: Bool) {
        var attempts = attempts(isIdempotent: isIdempotent)
        let decision = attempts.failed(error(.transient), jitter: 1)
        #expect(decision == .sendAgain(after: .milliseconds(50)))
    }

    @Test func `go on after a lost answer where the call is idempotent`() {
        var attempts = attempts(isIdempotent: true)
        let decision = attempts.failed(error(.transient, .unknown), jitter: 1)
        #expect(decision == .sendAgain(after: .milliseconds(50)))
    }

    @Test func `end after a lost answer where the call is not idempotent`() {
        var attempts = attempts(isIdempotent: false)
        let lost = error(.transient, .unknown)
        #expect(attempts.failed(lost, jitter: 1) == .fail(lost))
    }

    @Test func `end after the third`() {
        var attempts = attempts(isIdempotent: true)
        var last = error(.throttling)
        #expect(attempts.failed(last, jitter: 1) == .sendAgain(after: .seconds(1)))
        #expect(attempts.failed(last, jitter: 1) == .sendAgain(after: .seconds(2)))
        last.attempts = 3
        #expect(attempts.failed(error(.throttling), jitter: 1) == .fail(last))
    }

    @Test func `stay of unknown outcome once one of them was`() {
        var attempts = attempts(isIdempotent: true)
        _ = attempts.failed(error(.transient, .unknown), jitter: 0)
        var last = error(.permanent, .unknown)
        last.attempts = 2
        #expect(attempts.failed(error(.permanent), jitter: 0) == .fail(last))
    }

    @Test(arguments: [(1, 0.5, 0.5), (3, 1, 4), (5, 1, 16), (6, 1, 20), (1_000, 1, 20), (4, 0, 0)])
    func `wait longer each time, up to a limit`(attempt: Int, jitter: Double, seconds: Double) {
        let delay = RetryPolicy().delay(afterAttempt: attempt, cause: .throttling, jitter: jitter)
        #expect(delay == .seconds(seconds))
    }
}
