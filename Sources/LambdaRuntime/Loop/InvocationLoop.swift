import HTTPTransport

/// Fetches events, has them handled and sends the answers, one after the other, on one thread.
///
/// An actor on that thread, so that a handler need not be `Sendable`: it is made here, and
/// everything it keeps stays here. Its calls to the Runtime API block the thread, which is its own.
actor InvocationLoop {
    struct Settings: Sendable {
        var origin: Origin
        var cancelling = DeadlineCancellation.never
        var deadlines = DeadlineWatch()
        var hooks = LifecycleHooks()
        /// Whether other loops of this process serve events at the same time.
        var isOneOfSeveral = false
        var isSnapshotted = false
        /// Makes the loop stop while it waits for an event.
        var stopping: Bell?
        /// Blocks for as long as it is told; tests return at once.
        var pause: @Sendable (Duration) -> Void = blockThread
    }

    let settings: Settings
    private let executor: LoopActorExecutor
    private let makeHandler: () async throws -> HandlerForm
    private var handler: HandlerForm?
    private let crashSlot = CrashSlot()
    private var policy = LoopPolicy()
    private var connection: HTTPConnection
    private var stream: ResponseStream?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
        on executor: LoopExecutor,
        _ settings: Settings,
        makingHandler makeHandler: sending @escaping () async throws -> HandlerForm
    ) {
        self.executor = LoopActorExecutor(on: executor)
        self.settings = settings
        self.makeHandler = makeHandler
        connection = HTTPConnection(to: settings.origin)
    }

    /// Returns why it cannot go on; as long as Lambda hands out events, it does not return.
    func run() async -> LoopEnd {
        do throws(LoopEnd) {
            try await prepare()
            try await restoreFromSnapshot()
            settings.hooks.listenForShutdown(at: settings.origin)
            while true { try await serveNext() }
        } catch {
            return error
        }
    }

    private func prepare() async throws(LoopEnd) {
        crashSlot.coverInitialization()
        defer { crashSlot.clear() }
        do {
            handler = try await makeHandler()
        } catch {
            let report = ErrorReport(error)
            _ = exchange(.initError(report))
            throw .handlerCannotBeMade(report)
        }
    }

    private func serveNext() async throws(LoopEnd) {
        switch policy.decide(afterNext: exchange(.next), now: .current()) {
        case .handle(let invocation, let event):
            await serve(event, invocation)
        case .refuse(let answered, let report):
            send(.error(answered, report))
        case .retry(let delay, let reason):
            Console.report(reason)
            settings.pause(delay)
        case .stop(let reason):
            throw .stopped(because: reason)
        case .obey:
            throw .toldToStop
        }
    }
}

// MARK: - One invocation

extension InvocationLoop {
    /// A task of its own, so that cancelling it ends nothing but this invocation.
    private func serve(_ event: [UInt8], _ invocation: Invocation) async {
        if !settings.isOneOfSeveral { TraceVariable.set(invocation.traceID) }
        let work = Task(executorPreference: executor.loop) {
            await Lambda.$currentInvocation.withValue(invocation) {
                await self.answer(event, invocation)
                await invocation.putOff.run()
            }
            Console.flush()
        }
        if case .beforeDeadline(let margin) = settings.cancelling {
            settings.deadlines.watch(work, until: invocation.deadline - margin, for: self)
        }
        await work.value
        settings.deadlines.forget(self)
    }

    private func answer(_ event: [UInt8], _ invocation: Invocation) async {
        crashSlot.cover(invocation)
        defer { crashSlot.clear() }
        switch handler {
        case .buffered(let contentType, let handle):
            let answer: RuntimeRequest
            do {
                let body = try await handle(event, invocation)
                answer = .response(invocation.answered, body: body, contentType: contentType)
            } catch {
                answer = .error(invocation.answered, report(error))
            }
            Console.flush()
            send(answer)
        case .streaming(let contentType, let handle):
            stream = ResponseStream(answering: invocation.answered, contentType: contentType)
            do {
                let writer = ResponseWriter(self, answering: invocation.requestID)
                try await handle(event, writer, invocation)
                Console.flush()
                try finish(invocation.requestID)
            } catch {
                Console.flush()
                fail(report(error), invocation)
            }
            stream = nil
        case nil:
            break
        }
    }

    /// A handler that stopped because its time was up says so.
    private func report(_ error: any Error) -> ErrorReport {
        guard error is CancellationError, Task.isCancelled,
            case .beforeDeadline(let margin) = settings.cancelling
        else { return ErrorReport(error) }
        return ErrorReport(
            errorType: "CancellationError",
            errorMessage: "The handler was cancelled \(margin) before the function's time-out."
        )
    }
}

// MARK: - Streamed answers

extension InvocationLoop {
    func writeHead(_ head: ResponseHead, to id: RequestID) throws(ResponseWriterError) {
        try checkStream(of: id)
        try stream?.writeHead(head, over: &connection)
    }

    func write(_ bytes: [UInt8], to id: RequestID) throws(ResponseWriterError) {
        try checkStream(of: id)
        try stream?.write(bytes, over: &connection)
    }

    func finish(_ id: RequestID) throws(ResponseWriterError) {
        try checkStream(of: id)
        if let outcome = try stream?.finish(over: &connection) { complain(about: outcome) }
    }

    private func fail(_ report: ErrorReport, _ invocation: Invocation) {
        switch stream?.fail(with: report, over: &connection) {
        case .answerWithError, nil:
            send(.error(invocation.answered, report))
        case .toldInTrailers(let outcome):
            complain(about: outcome)
        case .tooLate:
            Console.report("After its answer the handler failed: \(report.errorMessage)")
        }
    }

    /// A writer that outlives its invocation must not write into the next one's answer.
    private func checkStream(of id: RequestID) throws(ResponseWriterError) {
        guard stream?.answered.requestID == id else { throw .finished }
    }

    private func complain(about outcome: LoopPolicy.Outcome) {
        if let complaint = policy.complaint(aboutStream: outcome) { Console.report(complaint) }
    }
}

// MARK: - The Runtime API

extension InvocationLoop {
    /// Sends an answer until it is taken, or refused for good.
    private func send(_ request: RuntimeRequest) {
        for attempt in 1... {
            switch policy.decide(afterAnswer: exchange(request), attempt: attempt) {
            case .proceed:
                return
            case .proceedReporting(let reason):
                return Console.report(reason)
            case .retry(let delay, let reason):
                Console.report(reason)
                settings.pause(delay)
            }
        }
    }

    /// No call of the Runtime API has a time-out: the process is frozen at will in the midst of it.
    ///
    /// Each may be sent twice: Lambda takes one answer to an invocation and refuses the second.
    func exchange(_ request: RuntimeRequest) -> LoopPolicy.Outcome {
        do throws(HTTPError) {
            return .success(
                try connection.exchange(
                    request.httpRequest,
                    isIdempotent: true,
                    cancellation: request == .next ? settings.stopping : nil
                )
            )
        } catch {
            return .failure(error)
        }
    }

    /// A connection of before the snapshot leads nowhere.
    func dropConnection() {
        connection.close()
    }
}
