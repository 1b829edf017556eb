import HTTPTransport
import Testing

@testable import LambdaRuntime

struct LoopPolicyTests {
    private let event = HTTPResponse(status: 200, fields: .next, body: [1, 2, 3])

    @Test
    func `An event is handled`() {
        var policy = LoopPolicy()
        guard case .handle(let invocation, let bytes) = policy.next(.success(event)) else {
            Issue.record("not handled")
            return
        }
        #expect(invocation.requestID.text == "id-1")
        #expect(bytes == [1, 2, 3])
    }

    @Test
    func `An event with a defect is answered with an error`() {
        var policy = LoopPolicy()
        var defective = event
        defective.fields["Lambda-Runtime-Deadline-Ms"] = nil
        guard case .refuse(let answered, let report) = policy.next(.success(defective)) else {
            Issue.record("not refused")
            return
        }
        #expect(answered.requestID.text == "id-1")
        #expect(report.errorType == "Runtime.LambdaContextUnmarshalError")
    }

    @Test
    func `403 stops the loop`() {
        var policy = LoopPolicy()
        guard case .stop = policy.next(.success(HTTPResponse(status: 403))) else {
            Issue.record("not stopped")
            return
        }
    }

    static let failures: [LoopPolicy.Outcome] = [
        .success(HTTPResponse(status: 500)),
        .success(HTTPResponse(status: 400)),
        .success(HTTPResponse(status: 204)),
        .success(HTTPResponse(status: 200)),
        .failure(.connectionClosed(mayHaveBeenSent: true)),
        .failure(.malformedResponse("it is none")),
    ]

    @Test(arguments: failures)
    func `Failures of next back off, and the tenth in a row stops the loop`(
        outcome: LoopPolicy.Outcome
    ) {
        var policy = LoopPolicy()
        var delays: [Duration] = []
        while case .retry(let delay, _) = policy.next(outcome) { delays.append(delay) }
        let expected = [50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]
        #expect(delays == expected.map { .milliseconds($0) })
    }

    @Test
    func `An event forgives the failures before it`() {
        var policy = LoopPolicy()
        for _ in 0..<3 {
            for _ in 0..<9 {
                guard case .retry = policy.next(.success(HTTPResponse(status: 500))) else {
                    Issue.record("gave up")
                    return
                }
            }
            _ = policy.next(.success(event))
        }
    }

    @Test(arguments: [200, 202])
    func `An answer that was taken lets the loop go on`(status: Int) {
        let outcome = LoopPolicy.Outcome.success(HTTPResponse(status: status))
        #expect(LoopPolicy().decide(afterAnswer: outcome, attempt: 1) == .proceed)
    }

    @Test(arguments: [400, 403, 410, 413])
    func `An answer that was refused is reported, and the loop goes on`(status: Int) {
        let outcome = LoopPolicy.Outcome.success(HTTPResponse(status: status))
        guard case .proceedReporting = LoopPolicy().decide(afterAnswer: outcome, attempt: 1) else {
            Issue.record("not reported")
            return
        }
    }

    @Test
    func `A repeated answer that is refused had arrived the first time`() {
        let outcome = LoopPolicy.Outcome.success(HTTPResponse(status: 403))
        #expect(LoopPolicy().decide(afterAnswer: outcome, attempt: 2) == .proceed)
    }

    @Test(arguments: [
        LoopPolicy.Outcome.success(HTTPResponse(status: 500)),
        LoopPolicy.Outcome.failure(.connectionClosed(mayHaveBeenSent: true)),
    ])
    func `An answer that got lost is sent three times in all`(outcome: LoopPolicy.Outcome) {
        let policy = LoopPolicy()
        for attempt in 1...2 {
            guard case .retry = policy.decide(afterAnswer: outcome, attempt: attempt) else {
                Issue.record("attempt \(attempt) was the last")
                return
            }
        }
        guard case .proceedReporting = policy.decide(afterAnswer: outcome, attempt: 3) else {
            Issue.record("a fourth attempt")
            return
        }
    }
}

extension LoopPolicy {
    fileprivate mutating func next(_ outcome: Outcome) -> AfterNext {
        decide(afterNext: outcome, now: ClockReading(instant: .now, unixMilliseconds: 1_000))
    }
}
