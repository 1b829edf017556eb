import Synchronization
import TestTools
import Testing

@testable import DurableExecution

@Suite struct `A step` {
    @Test func `that takes too long is cancelled and tried again`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.step(
                    "slow",
                    retry: .fixed(attempts: 2, delay: .seconds(1)),
                    timeout: .milliseconds(1)
                ) {
                    tally.count("attempt")
                    do {
                        try await Task.sleep(for: .days(1))
                    } catch {
                        tally.count("cancelled")
                        throw error
                    }
                }
            }
        )
        #expect(try await harness.run().error.type == "StepTimeout")
        #expect(tally.all == ["attempt": 2, "cancelled": 2])
    }

    @Test func `gives each attempt its number and the same key`() async throws {
        let attempts = Mutex<[StepAttempt]>([])
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.step("charge", retry: .fixed(attempts: 3)) { attempt in
                    attempts.withLock { $0.append(attempt) }
                    throw Refused()
                }
            }
        )
        _ = try await harness.run()
        let seen = attempts.withLock { $0 }
        #expect(seen.map(\.number) == [1, 2, 3])
        #expect(Set(seen.map(\.idempotencyKey)) == ["execution/1"])
    }

    @Test func `is not tried again after an error that no retry can mend`() async throws {
        struct Invalid: NonRetryableError {}
        let tally = Tally()
        func attempts(_ retry: RetryStrategy, _ error: any Error & Sendable) async throws -> Int {
            tally.count("\(type(of: error))")
            let harness = Harness(
                Workflow("w") { (_: Int?, context: WorkflowContext) in
                    try await context.step("check", retry: retry) {
                        tally.count("attempt")
                        throw error
                    }
                }
            )
            let before = tally["attempt"]
            _ = try await harness.run()
            return tally["attempt"] - before
        }
        let three = RetryStrategy.fixed(attempts: 3)
        #expect(try await attempts(three, Invalid()) == 1)
        #expect(try await attempts(three, Refused()) == 3)
        #expect(try await attempts(three.unless { $0 is Refused }, Refused()) == 1)
        #expect(
            try await attempts(.custom { _, failed in failed < 5 ? .zero : nil }, Refused()) == 5
        )
    }

    @Test func `that may run at most once counts an interrupted attempt as failed`() async throws {
        let tally = Tally()
        let harness = Harness(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                try await context.step(
                    "charge",
                    retry: .fixed(attempts: 2),
                    semantics: .atMostOncePerRetry
                ) { attempt in
                    tally.count("attempt \(attempt.number)")
                    // The first process never comes back from here.
                    if attempt.number == 1 { await suspendForever() }
                }
            }
        )
        _ = try await harness.open()
        while tally["attempt 1"] == 0 { await Task.yield() }
        _ = try await harness.run().result
        #expect(tally.all == ["attempt 1": 1, "attempt 2": 1])
        let failures = try await harness.record.history.compactMap { event -> String? in
            if case .stepFailed(let error, _, _) = event.kind { error.type } else { nil }
        }
        #expect(failures == ["StepInterrupted"])
    }
}

@Suite struct `A retry strategy` {
    private static let delays: [(RetryStrategy, [Int])] = [
        (.exponential(attempts: 6, jitter: .none), [5, 10, 20, 40, 60]),
        (.linear(attempts: 4, jitter: .none), [1, 2, 3]),
        (.fixed(attempts: 3), [5, 5]),
        (.critical, [1, 2, 3, 4, 6, 8, 12, 18, 26]),
        (.delays([.seconds(1), .seconds(30)]), [1, 30]),
        (.never, []),
    ]

    @Test(arguments: delays)
    func `waits so many seconds between attempts`(_ strategy: RetryStrategy, _ seconds: [Int]) {
        var random = SystemRandomNumberGenerator()
        let delays = (1...).lazy
            .map { strategy.delay(after: Refused(), afterAttempts: $0, using: &random) }
            .prefix { $0 != nil }
        #expect(Array(delays) == seconds.map { .seconds($0) })
    }

    @Test(arguments: [RetryStrategy.standard, .transient, .resourceAvailability])
    func `with jitter stays within its delay and above a second`(_ strategy: RetryStrategy) throws {
        var random = SystemRandomNumberGenerator()
        for _ in 1...1000 {
            let delay = strategy.delay(after: Refused(), afterAttempts: 1, using: &random)
            #expect((.seconds(1)...(.seconds(5))).contains(try #require(delay)))
        }
    }
}

/// Never returns, as in a process that has died.
private func suspendForever() async {
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
}
