import HTTPTransport

/// Fetches events, has them handled and sends the answers, one after the other, on one thread.
struct InvocationLoop: ~Copyable {
    private let executor = LoopExecutor()
    private let handler: HandlerActor
    private let contentType: String
    private let pause: (Duration) -> Void
    private let crashSlot = CrashSlot()
    private var policy = LoopPolicy()
    private var connection: HTTPConnection

    /// `pause` blocks for as long as it is told; tests return at once.
    init(
        at origin: Origin,
        contentType: String,
        pause: @escaping (Duration) -> Void = blockThread,
        makingHandler makeHandler: sending @escaping () async throws -> Lambda.ByteHandler
    ) {
        self.handler = HandlerActor(on: executor, makingHandler: makeHandler)
        self.contentType = contentType
        self.pause = pause
        connection = HTTPConnection(to: origin)
    }

    /// Returns why it cannot go on; as long as Lambda hands out events, it does not return.
    mutating func run() -> String {
        crashSlot.coverInitialization()
        if let report = executor.run({ [handler] in await handler.prepare() }) {
            _ = exchange(.initError(report))
            return "The handler could not be made: \(report.errorType): \(report.errorMessage)"
        }
        crashSlot.clear()
        while true {
            let outcome = exchange(.next)
            switch policy.decide(afterNext: outcome, now: .current()) {
            case .handle(let invocation, let event):
                answer(with: handle(event, invocation))
            case .refuse(let answered, let report):
                answer(with: .error(answered, report))
            case .retry(let delay, let reason):
                Console.report(reason)
                pause(delay)
            case .stop(let reason):
                return reason
            }
        }
    }

    private func handle(_ event: [UInt8], _ invocation: Invocation) -> RuntimeRequest {
        crashSlot.cover(invocation)
        let result = executor.run { [handler] in await handler.handle(event, invocation) }
        crashSlot.clear()
        Console.flush()
        return switch result {
        case .success(let body):
            .response(invocation.answered, body: body, contentType: contentType)
        case .failure(let report):
            .error(invocation.answered, report)
        }
    }

    private mutating func answer(with request: RuntimeRequest) {
        for attempt in 1... {
            switch policy.decide(afterAnswer: exchange(request), attempt: attempt) {
            case .proceed:
                return
            case .proceedReporting(let reason):
                return Console.report(reason)
            case .retry(let delay, let reason):
                Console.report(reason)
                pause(delay)
            }
        }
    }

    /// No call of the Runtime API has a time-out: the process is frozen at will in the midst of it.
    ///
    /// Each may be sent twice: Lambda takes one answer to an invocation and refuses the second.
    private mutating func exchange(_ request: RuntimeRequest) -> LoopPolicy.Outcome {
        do throws(HTTPError) {
            return .success(try connection.exchange(request.httpRequest, isIdempotent: true))
        } catch {
            return .failure(error)
        }
    }
}
