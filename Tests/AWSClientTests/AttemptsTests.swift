import Testing

@testable import AWSClient

@Suite struct `The attempts of a call` {
    private var quota = RetryQuota()

    private func attempts(isIdempotent: Bool) -> Attempts {
        Attempts(policy: RetryPolicy(), isIdempotent: isIdempotent)
    }

    @Test(arguments: [true, false])
    mutating func `end at once with a permanent failure`(isIdempotent: Bool) {
        var attempts = attempts(isIdempotent: isIdempotent)
        let failure = AWSError.made(.permanent)
        #expect(attempts.failed(failure, jitter: 1, quota: &quota) == .fail(failure))
        #expect(quota.available == 500)
    }

    @Test(arguments: [true, false])
    mutating func `go on after what was not performed`(isIdempotent: Bool) {
        var attempts = attempts(isIdempotent: isIdempotent)
        let decision = attempts.failed(.made(.transient), jitter: 1, quota: &quota)
        #expect(decision == .sendAgain(after: .milliseconds(50)))
    }

    @Test mutating func `go on after a lost answer where the call is idempotent`() {
        var attempts = attempts(isIdempotent: true)
        let decision = attempts.failed(.made(.transient, .unknown), jitter: 1, quota: &quota)
        #expect(decision == .sendAgain(after: .milliseconds(50)))
    }

    @Test mutating func `end after a lost answer where the call is not idempotent`() {
        var attempts = attempts(isIdempotent: false)
        let lost = AWSError.made(.transient, .unknown)
        #expect(attempts.failed(lost, jitter: 1, quota: &quota) == .fail(lost))
    }

    @Test mutating func `end after the third`() {
        var attempts = attempts(isIdempotent: true)
        var last = AWSError.made(.throttling)
        let first = attempts.failed(last, jitter: 1, quota: &quota)
        let second = attempts.failed(last, jitter: 1, quota: &quota)
        #expect(first == .sendAgain(after: .seconds(1)))
        #expect(second == .sendAgain(after: .seconds(2)))
        last.attempts = 3
        #expect(attempts.failed(.made(.throttling), jitter: 1, quota: &quota) == .fail(last))
    }

    @Test mutating func `end where a pause would outlast the time for all of them`() {
        var policy = RetryPolicy()
        policy.totalTime = .seconds(3)
        var attempts = Attempts(policy: policy, isIdempotent: true)
        let failure = AWSError.made(.throttling)
        let first = attempts.failed(
            failure,
            elapsed: .seconds(1.5),
            jitter: 1,
            quota: &quota
        )
        #expect(first == .sendAgain(after: .seconds(1)))
        let second = attempts.failed(failure, elapsed: .seconds(2.5), jitter: 1, quota: &quota)
        guard case .fail = second else { return #expect(Bool(false), "\(second)") }
    }

    @Test mutating func `stay of unknown outcome once one of them was`() {
        var attempts = attempts(isIdempotent: true)
        _ = attempts.failed(.made(.transient, .unknown), jitter: 0, quota: &quota)
        var last = AWSError.made(.permanent, .unknown)
        last.attempts = 2
        #expect(attempts.failed(.made(.permanent), jitter: 0, quota: &quota) == .fail(last))
    }

    @Test mutating func `take five tokens for a retry and ten after a time-out`() {
        var attempts = attempts(isIdempotent: true)
        _ = attempts.failed(.made(.transient), jitter: 0, quota: &quota)
        #expect(quota.available == 495)
        _ = attempts.failed(.made(.transient, code: .timedOut), jitter: 0, quota: &quota)
        #expect(quota.available == 485)
        attempts.succeeded(quota: &quota)
        #expect(quota.available == 495)
    }

    @Test mutating func `are one where the quota is used up`() {
        while quota.take(5) {}
        var attempts = attempts(isIdempotent: true)
        let failure = AWSError.made(.transient)
        #expect(attempts.failed(failure, jitter: 0, quota: &quota) == .fail(failure))
        for _ in 0..<5 { quota.giveBack(nil) }
        var later = self.attempts(isIdempotent: true)
        let decision = later.failed(failure, jitter: 0, quota: &quota)
        #expect(decision == .sendAgain(after: .zero))
    }

    @Test func `never have more than the quota's capacity`() {
        var quota = RetryQuota()
        quota.giveBack(10)
        #expect(quota.available == RetryQuota.capacity)
    }

    @Test(arguments: [(1, 0.5, 0.5), (3, 1, 4), (5, 1, 16), (6, 1, 20), (1_000, 1, 20), (4, 0, 0)])
    func `wait longer each time, up to a limit`(attempt: Int, jitter: Double, seconds: Double) {
        let delay = RetryPolicy()
            .delay(afterAttempt: attempt, failure: .made(.throttling), jitter: jitter)
        #expect(delay == .seconds(seconds))
    }

    @Test(arguments: [(0.1, 1.0), (3, 3), (7, 6)])
    func `wait as the service asks, within reason`(wish: Double, seconds: Double) {
        var failure = AWSError.made(.throttling)
        failure.retryAfter = .seconds(wish)
        let delay = RetryPolicy().delay(afterAttempt: 1, failure: failure, jitter: 1)
        #expect(delay == .seconds(seconds))
    }

    @Test func `are as many as the environment says`() throws {
        #expect(try RetryPolicy(["AWS_MAX_ATTEMPTS": "7"]).maximumAttempts == 7)
        #expect(try RetryPolicy([:]).maximumAttempts == 3)
        #expect(throws: ConfigurationError.self) { try RetryPolicy(["AWS_MAX_ATTEMPTS": "0"]) }
    }
}

extension AWSError {
    fileprivate static func made(
        _ cause: Cause,
        _ outcome: Outcome = .notPerformed,
        code: Code = "C"
    ) -> AWSError {
        AWSError(
            service: "S",
            operation: "O",
            code: code,
            message: "",
            outcome: outcome,
            cause: cause
        )
    }
}
