import HTTPTransport

/// Decides what the loop does after each answer of the Runtime API; it sends nothing itself.
///
/// | answer to `next`                | decision                                      |
/// |---------------------------------|-----------------------------------------------|
/// | 200 with a whole head           | handle the event                              |
/// | 200 with a defect but an id     | answer with an error                          |
/// | 403                             | stop: Lambda says the loop is in a wrong state |
/// | anything else, or none          | retry with back-off; stop after ten in a row  |
///
/// | answer to a response or error   | decision                                      |
/// |---------------------------------|-----------------------------------------------|
/// | 2xx                             | go on                                         |
/// | 410, 413, any other 4xx         | say so and go on: it stays refused            |
/// | 5xx, or none                    | retry with back-off, three times in all       |
/// | any but 2xx to a stream         | say so and go on: its pieces are gone         |
///
/// Source: "Using the Lambda runtime API"; AWS's own clients since July 2026 for 410 and 413.
struct LoopPolicy {
    enum AfterNext {
        case handle(Invocation, event: [UInt8])
        case refuse(RuntimeRequest.Answered, ErrorReport)
        case retry(after: Duration, because: String)
        case stop(because: String)
        /// Somebody in this process has asked for the end.
        case obey
    }

    enum AfterAnswer: Equatable {
        case proceed
        case proceedReporting(String)
        case retry(after: Duration, because: String)
    }

    typealias Outcome = Result<HTTPResponse, HTTPError>

    private var failures = 0

    mutating func decide(afterNext outcome: Outcome, now: ClockReading) -> AfterNext {
        switch outcome {
        case .success(let response) where response.status == 200:
            decide(on: response, now: now)
        case .failure(.cancelled):
            .obey
        case .success(let response) where response.status == 403:
            .stop(because: "Lambda refused to hand out events: \(response.summary)")
        case .success(let response):
            backOff(because: "Lambda handed out no event: \(response.summary)")
        case .failure(let error):
            backOff(because: "Lambda handed out no event: \(error)")
        }
    }

    /// `attempt` counts from 1.
    func decide(afterAnswer outcome: Outcome, attempt: Int) -> AfterAnswer {
        switch outcome {
        case .success(let response) where (200..<300).contains(response.status):
            .proceed
        case .success(let response) where (400..<500).contains(response.status):
            // After a first attempt without an answer, this may well say that it had arrived.
            attempt > 1 ? .proceed : .proceedReporting(response.refusal)
        case .success(let response):
            retry(attempt, because: "Lambda did not take an answer: \(response.summary)")
        case .failure(let error):
            retry(attempt, because: "Lambda did not take an answer: \(error)")
        }
    }

    /// What to say about a streamed answer that did not arrive; it cannot be sent again.
    func complaint(aboutStream outcome: Outcome) -> String? {
        switch outcome {
        case .success(let response) where (200..<300).contains(response.status): nil
        case .success(let response): response.refusal
        case .failure(let error): "A streamed answer was cut off: \(error)"
        }
    }

    private mutating func decide(on response: HTTPResponse, now: ClockReading) -> AfterNext {
        do throws(Invocation.Defect) {
            let invocation = try Invocation(fields: response.fields, now: now)
            failures = 0
            return .handle(invocation, event: response.body)
        } catch {
            switch error {
            case .noRequestID:
                return backOff(because: "Lambda handed out an event without a request id.")
            case .invalid(let field, let id, let invocationID):
                failures = 0
                return .refuse(
                    RuntimeRequest.Answered(requestID: id, invocationID: invocationID),
                    ErrorReport(
                        errorType: "Runtime.LambdaContextUnmarshalError",
                        errorMessage: "\(field) is missing or invalid."
                    )
                )
            }
        }
    }

    private mutating func backOff(because reason: String) -> AfterNext {
        failures += 1
        guard failures < 10 else { return .stop(because: "\(reason) This was the tenth try.") }
        return .retry(after: Self.delay(after: failures), because: reason)
    }

    private func retry(_ attempt: Int, because reason: String) -> AfterAnswer {
        guard attempt < 3 else { return .proceedReporting(reason) }
        return .retry(after: Self.delay(after: attempt), because: reason)
    }

    /// 50 ms, doubled with each failure, at most 2 s.
    private static func delay(after failures: Int) -> Duration {
        min(.seconds(2), .milliseconds(50 << min(failures - 1, 6)))
    }
}

extension HTTPResponse {
    fileprivate var summary: String {
        let text = String(decoding: body.prefix(300), as: UTF8.self)
        return text.isEmpty ? "status \(status)." : "status \(status), \(text)"
    }

    fileprivate var refusal: String {
        switch status {
        case 410: "The answer came too late; the caller got a time-out. \(summary)"
        case 413: "The answer is too large; Lambda takes 6 MB. \(summary)"
        default: "Lambda refused an answer: \(summary)"
        }
    }
}
