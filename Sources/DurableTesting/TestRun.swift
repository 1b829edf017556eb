public import DurableExecution

/// One durable execution of a workflow in memory, for tests.
///
/// Time moves only when everything waits for it, and then at once: a test of a workflow that takes
/// months takes milliseconds.
///
/// ```swift
/// let run = try await TestRun(of: approval, input: document)
/// try await run.untilBlocked()
/// try await run.answer("decision", with: Decision(approved: true))
/// try await run.crash()
/// try await run.untilBlocked()
/// #expect(try await run.result.status == "approved")
/// ```
public final class TestRun<Output: Sendable> {
    private let workflow: HostedWorkflow
    private let clock: SkippedClock
    private let store: ExecutionStore
    private let id: ExecutionID
    private var log: OwnedLog
    private var session: ExecutionSession
    private var isOver = false

    /// Starts an execution; nothing is awaited yet.
    public init<Input: Encodable>(
        of workflow: Workflow<Input, Output>,
        input: Input
    ) async throws {
        let name = try ExecutionName("test")
        let clock = SkippedClock()
        self.workflow = workflow.hosted
        self.clock = clock
        id = ExecutionID(workflow: workflow.name, name: name)
        store = ExecutionStore(
            InMemoryLog(),
            code: { $1 },
            now: { clock.now }
        )
        let settings = workflow.hosted.settings
        let opening = try await store.start(
            workflow.name,
            name,
            input: PayloadCoder.encode(input),
            options: StartOptions(timeout: settings.timeout),
            as: LogEntry.Owner(deadline: clock.now)
        )
        guard case .owned(let log) = opening else { throw TestRunError.notOwned }
        self.log = log
        session = try await Self.session(of: id, log, clock)
        session.start(workflow.hosted)
    }

    /// Runs until the execution has ended or it is somebody outside who would move it on next.
    public func untilBlocked() async throws {
        while !isOver {
            switch await session.settlement() {
            case .ended(let outcome):
                _ = try await log.end(outcome)
                isOver = true
            case .blocked:
                guard let timer = log.nextTimer, !log.record.waitsForSomebody(until: timer) else {
                    return
                }
                clock.advance(to: timer)
                try await hear()
            case .failed(let error): throw error
            case .superseded: throw TestRunError.notOwned
            }
        }
    }

    /// Has the process die while it waits, and another one replay what is recorded.
    ///
    /// Everything that counts as done is in the record: none of it runs again.
    public func crash() async throws {
        try await untilBlocked()
        guard !isOver else { throw TestRunError.ended }
        session.abandon()
        session = try await Self.session(of: id, log, clock)
        session.start(workflow)
    }

    /// Takes in, where it stopped, what has happened outside.
    private func hear() async throws {
        session.absorb(try await log.checkpoint([], against: log.token))
    }

    private static func session(
        of id: ExecutionID,
        _ log: OwnedLog,
        _ clock: SkippedClock
    ) async throws -> ExecutionSession {
        try await ExecutionSession(
            of: id.rawValue,
            port: log,
            token: log.token,
            now: { clock.now }
        )
    }
}

// MARK: - What happens outside

extension TestRun {
    /// Answers the open callback of a name.
    public func answer(_ callback: String, with answer: some Encodable) async throws {
        let result = try PayloadCoder.encode(answer)
        try await complete(callback, .succeeded(result: result))
    }

    /// Reports to the open callback of a name that there is no answer.
    public func fail(_ callback: String, with error: any Error) async throws {
        try await complete(callback, .failed(ErrorObject(error)))
    }

    /// Lets time pass although nobody answers: what is due next, a callback or the whole execution,
    /// expires.
    public func expire() async throws {
        try await untilBlocked()
        guard let timer = log.nextTimer else { throw TestRunError.nothingExpires }
        clock.advance(to: timer)
        try await hear()
    }

    /// Sends a signal.
    public func signal(_ name: String, _ payload: some Encodable) async throws {
        let signal = Signal(name: name, payload: try PayloadCoder.encode(payload))
        try await tell(.signal(signal))
    }

    /// Tells the execution to end; it may clean up first.
    public func cancel(reason: String? = nil) async throws {
        try await tell(.cancel(reason: reason))
    }

    private func complete(_ callback: String, _ completion: CallbackCompletion) async throws {
        try await untilBlocked()
        let record = try await record
        guard
            let open = record.openCallbacks.first(where: { record.callbackName($0) == callback }),
            case .callback(let state) = open.state
        else { throw TestRunError.noCallback(callback, open: record.openCallbackNames) }
        try await tell(.answer(state.token, completion))
    }

    /// Only an execution that rests can be told something.
    private func tell(_ event: OutsideEvent) async throws {
        try await untilBlocked()
        try await store.tell(id, event)
        try await hear()
    }
}

// MARK: - What has come of it

extension TestRun {
    private var record: ExecutionRecord {
        get async throws {
            guard let record = try await store.record(of: id.rawValue) else {
                throw TestRunError.notOwned
            }
            return record
        }
    }

    /// How it stands.
    public var status: ExecutionStatus {
        get async throws { ExecutionStatus(try await record.execution.status) }
    }

    /// How much time has passed in the execution's world.
    public var elapsed: Duration {
        get async throws { try await record.startedAt.duration(to: clock.now) }
    }

    /// What is recorded, an operation a line, without times and tokens: to compare with a file.
    public var operations: String {
        get async throws {
            try await record.operations.dropFirst().map { operation in
                let name = operation.name.map { " '\($0)'" } ?? ""
                return
                    "\(operation.id) \(operation.type.rawValue)\(name) \(operation.status.rawValue)"
            }.joined(separator: "\n")
        }
    }
}

extension TestRun where Output: Decodable {
    /// The result of an execution that has succeeded.
    ///
    /// - Throws: ``TestRunError`` where it has not.
    public var result: Output {
        get async throws {
            try await untilBlocked()
            switch try await record.execution.outcome {
            case .succeeded(let result): return try PayloadCoder.decode(Output.self, from: result)
            case .failed(let error), .timedOut(let error), .stopped(let error):
                throw TestRunError.failed(error)
            case .continued(let input): throw TestRunError.continued(input: input)
            case nil:
                throw TestRunError.waits(for: try await record.openCallbackNames)
            }
        }
    }
}

extension ExecutionRecord {
    fileprivate var openCallbackNames: [String] { openCallbacks.compactMap(callbackName) }

    /// The name that the workflow's code gives a callback: one that is submitted in a step of its own is
    /// inside a context of that name.
    fileprivate func callbackName(_ callback: Operation) -> String? {
        let context = callback.parent.flatMap { self[$0] }
        return context?.subtype == "WaitForCallback" ? context?.name : callback.name
    }

    /// Whether it is an answer that is overdue at a moment: no wait is over then, and no step is due.
    fileprivate func waitsForSomebody(until moment: Timestamp) -> Bool {
        guard !openCallbacks.isEmpty else { return false }
        return !operations.contains { $0.type != .callback && $0.timer == moment }
    }
}
