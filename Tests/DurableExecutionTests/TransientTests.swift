import Synchronization
import TestTools
import Testing

@testable import DurableExecution

/// Time that passes at once, and is added up.
private final class SkippedTime: Sendable {
    private let total = Mutex(Duration.zero)

    var passed: Duration { total.withLock { $0 } }

    @Sendable func sleep(_ duration: Duration) async throws {
        try Task.checkCancellation()
        total.withLock { $0 += duration }
    }
}

@Suite struct `A transient execution` {
    private let time = SkippedTime()
    private let tally = Tally()

    private func execution(
        _ input: String = "null",
        timeout: Duration? = nil,
        sleep: (@Sendable (Duration) async throws -> Void)? = nil
    ) throws -> TransientExecution {
        TransientExecution(
            ExecutionID(workflow: "w", name: try ExecutionName("one")),
            input: input,
            timeout: timeout,
            now: { [time] in
                Timestamp(millisecondsSinceEpoch: 1_700_000_000_000).advanced(by: time.passed)
            },
            sleep: sleep ?? time.sleep
        )
    }

    private func run<Output: Encodable & Sendable>(
        _ body: @escaping @Sendable (Int?, WorkflowContext) async throws -> Output
    ) async throws -> ExecutionOutcome {
        await (try execution()).run(Workflow("w", body).hosted)
    }

    /// Nothing can encode it.
    private struct Opaque: Codable, Sendable {
        let number: Int

        init(_ number: Int) { self.number = number }

        init(from decoder: any Decoder) throws { throw Unexpected("decoded") }

        func encode(to encoder: any Encoder) throws { throw Unexpected("encoded") }
    }

    @Test func `runs every operation, and encodes nothing`() async throws {
        let outcome = try await run { _, context in
            let step = try await context.step("step") { Opaque(1) }
            let child = try await context.child("child") {
                try await $0.step("inner") { Opaque(2) }
            }
            let mapped = try await context.map("map", over: [3, 4], concurrency: 2) {
                item,
                context in
                try await context.step("item") { Opaque(item) }
            }
            let (left, right) = try await context.parallel(
                "parallel",
                Branch { context in try await context.step("left") { Opaque(5) } },
                Branch { context in try await context.step("right") { "6" } }
            )
            let batch = try await context.parallel(
                "batch",
                branches: [Branch { _ in Opaque(7) }, Branch { _ in throw Unexpected("eighth") }],
                completing: .all
            )
            let handle = try context.start("handle") { context in
                try await context.step("beside") { Opaque(9) }
            }
            let other = try context.start("other") { _ in Opaque(10) }
            let both = try await context.all([handle, other])
            let once = try await context.sideEffect("once") { Opaque(11) }
            let patched = try await context.patched("change")
            try await context.wait("wait", for: .minutes(5))
            let found = try await context.condition(
                "condition",
                from: Opaque(0),
                polling: .every(.seconds(2)),
                until: { $0.number == 3 }
            ) { Opaque($0.number + 1) }
            let shielded = try await context.shield("shield") { _ in Opaque(12) }
            return [
                step.number, child.number, mapped[0].number, mapped[1].number, left.number,
                Int(right) ?? 0, batch.successes[0].number, batch.failures.count, both[0].number,
                both[1].number, once.number, patched ? 1 : 0, found.number, shielded.number,
            ]
        }
        #expect(outcome == .succeeded(result: "[1,2,3,4,5,6,7,1,9,10,11,1,3,12]"))
        #expect(time.passed == .minutes(5) + .seconds(4))
    }

    @Test func `retries steps, and fails as a durable one does`() async throws {
        let tally = tally
        let outcome = try await run { _, context in
            do {
                try await context.step("flaky", retry: .delays([.seconds(1), .seconds(5)])) {
                    tally.count("flaky")
                    throw Unexpected("down")
                }
            } catch let failure as OperationFailure {
                return "\(failure.operation): \(failure.error.type ?? "")"
            }
            return "no failure"
        }
        #expect(outcome == .succeeded(result: #""flaky: Unexpected""#))
        #expect(tally["flaky"] == 3)
        #expect(time.passed == .seconds(6))
    }

    @Test func `limits the time of a step`() async throws {
        let outcome = try await run { _, context in
            try await context.step("slow", retry: .never, timeout: .seconds(1)) {
                while !Task.isCancelled { await Task.yield() }
                return 1
            }
        }
        guard case .failed(let error) = outcome else { throw Unexpected(outcome) }
        #expect(error.type == "StepTimeout")
    }

    @Test func `waits for callbacks and signals`() async throws {
        let execution = try execution(sleep: { _ in try await Task.sleep(for: .days(1)) })
        let tokens = Mutex<[CallbackToken]>([])
        let workflow = Workflow("w") { (_: Int?, context: WorkflowContext) in
            let inner = try await context.child("child") { context in
                try await context.callback("answer", returning: Int.self) { token in
                    tokens.withLock { $0.append(token) }
                }.value
            }
            let signal = try await context.signal("more", returning: Int.self).value
            return (inner ?? 0) + (signal ?? 0)
        }
        async let outcome = execution.run(workflow.hosted)
        while tokens.withLock({ $0.isEmpty }) { await Task.yield() }
        try execution.tell(.signal(Signal(name: "more", payload: "2")))
        let token = try #require(tokens.withLock { $0.first })
        try execution.tell(.answer(token, .succeeded(result: "40")))
        #expect(await outcome == .succeeded(result: "42"))
        #expect(throws: CallbackError.answered) {
            try execution.tell(.answer(token, .succeeded(result: "1")))
        }
    }

    @Test func `ends early when it is cancelled, stopped or out of time`() async throws {
        let tally = tally
        let workflow = Workflow("w") { (_: Int?, context: WorkflowContext) in
            do {
                tally.count("waiting")
                try await context.wait("long", for: .days(3))
            } catch is ExecutionCancelled {
                try await context.shield("clean up") { context in
                    try await context.step("release") { _ = tally.count("release") }
                }
            }
            return "cleaned up"
        }
        func ended(_ event: OutsideEvent) async throws -> ExecutionOutcome {
            let execution = try execution(sleep: { _ in try await Task.sleep(for: .days(1)) })
            let count = tally["waiting"]
            async let outcome = execution.run(workflow.hosted)
            while tally["waiting"] == count { await Task.yield() }
            try execution.tell(event)
            return await outcome
        }
        let cancelled = try await ended(.cancel(reason: "enough"))
        #expect(cancelled == .succeeded(result: #""cleaned up""#))
        #expect(tally["release"] == 1)
        let error = ErrorObject(type: "Operator", message: nil)
        #expect(try await ended(.stop(error)) == .stopped(error))
        #expect(tally["release"] == 1)
        let late = await (try execution(timeout: .seconds(1))).run(
            Workflow("w") { (_: Int?, context: WorkflowContext) in
                _ = try await context.signal("never", returning: Int.self)
                return 1
            }.hosted
        )
        #expect(late == .timedOut(.executionTimedOut))
    }
}

extension CallbackAnswer {
    fileprivate var value: Value? {
        if case .received(let value) = self { value } else { nil }
    }
}
