public import DurableExecution

/// One durable execution of a workflow in memory, with those it starts, for tests.
///
/// Time moves only when everything waits for it, and then at once: a test of a workflow that takes
/// months takes milliseconds. After every wait the workflow is replayed from what is recorded, as in
/// a new process.
///
/// ```swift
/// let run = try TestRun(of: approval, input: document)
/// run.replaceStep("mail", with: "sent")
/// run.crash(.after(checkpoint: 3))
/// try await run.answer("decision", with: Decision(approved: true))
/// #expect(try await run.result.status == "approved")
/// ```
public final class TestRun<Output: Sendable> {
    let world: World
    let id: ExecutionID
    private let input: String
    private var isStarted = false

    /// A run of a workflow; nothing happens until something is awaited.
    ///
    /// `others` are the workflows that it starts.
    public convenience init<Input: Encodable>(
        of workflow: Workflow<Input, Output>,
        input: Input,
        with others: HostedWorkflow...
    ) throws {
        try self.init(
            World([workflow.hosted] + others),
            of: workflow.name,
            input: PayloadCoder.encode(input)
        )
    }

    init(_ world: World, of workflow: String, input: String) throws {
        self.world = world
        id = ExecutionID(workflow: workflow, name: try ExecutionName("test"))
        self.input = input
    }

    /// Runs until everything has ended or it is somebody outside who would move it on next.
    public func untilBlocked() async throws {
        if !isStarted {
            isStarted = true
            try await world.start(id.workflow, id.name, input: input)
        }
        try await world.untilBlocked()
    }
}

// MARK: - What is not as it would be

extension TestRun {
    /// Has every step of a name, in whichever execution, give a value instead of running its body.
    public func replaceStep(_ name: String, with result: some Sendable) {
        world.replacements.replaceStep(name) { _ in result }
    }

    /// Has every attempt at a step of a name run another body instead, which may fail.
    public func replaceStep<Result: Sendable>(
        _ name: String,
        _ body: @escaping @Sendable (StepAttempt) throws -> Result
    ) {
        world.replacements.replaceStep(name) { try body($0) }
    }

    /// Stands in for a function that a workflow calls by its name.
    public func replaceFunction<
        Input: Decodable & SendableMetatype,
        Result: Encodable & SendableMetatype
    >(
        _ name: String,
        _ body: @escaping @Sendable (Input) async throws -> Result
    ) {
        world.replacements.replaceFunction(name) { input in
            try PayloadCoder.encode(
                try await body(try PayloadCoder.decode(Input.self, from: input))
            )
        }
    }

    /// Has the process that runs the executions die, once; another one takes over.
    public func crash(_ crash: Crash) { world.fate.decide(crash) }

    /// How many checkpoints were written, or would have been.
    public var checkpoints: Int { world.fate.checkpoints }
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

    /// Lets time pass although nobody answers: what is due next, a callback or a whole execution,
    /// expires.
    public func expire() async throws {
        try await untilBlocked()
        try await world.expire()
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
        var open: [String] = []
        for execution in world.executions {
            let record = try await world.record(of: execution)
            open += record.openCallbackNames
            if let token = record.token(ofOpenCallback: callback) {
                return try await world.store.tell(execution, .answer(token, completion))
            }
        }
        throw TestRunError.noCallback(callback, open: open)
    }

    private func tell(_ event: OutsideEvent) async throws {
        try await untilBlocked()
        try await world.store.tell(try await last, event)
    }

    /// The execution that carries on what the first began.
    private var last: ExecutionID {
        get async throws { try await world.store.last(of: id) }
    }
}

// MARK: - What has come of it

extension TestRun {
    /// How it stands.
    public var status: ExecutionStatus {
        get async throws {
            try await untilBlocked()
            return ExecutionStatus(try await world.record(of: last).execution.status)
        }
    }

    /// How much time has passed in the execution's world.
    public var elapsed: Duration {
        get async throws { try await world.record(of: id).startedAt.duration(to: world.clock.now) }
    }

    var payload: String? {
        get async throws {
            try await untilBlocked()
            let record = try await world.record(of: last)
            switch record.execution.outcome {
            case .succeeded(let result): return result
            case .failed(let error), .timedOut(let error), .stopped(let error):
                throw TestRunError.failed(error)
            case .continued, nil:
                throw TestRunError.waits(for: record.openCallbackNames)
            }
        }
    }
}

extension TestRun where Output: Decodable {
    /// The result of an execution that has succeeded; the last of those that go on as new counts.
    ///
    /// - Throws: ``TestRunError`` where it has not.
    public var result: Output {
        get async throws { try PayloadCoder.decode(Output.self, from: try await payload) }
    }
}

extension TestRun<Void> {
    /// - Throws: ``TestRunError`` where it has not succeeded.
    public func end() async throws { _ = try await payload }
}

extension ExecutionRecord {
    fileprivate var openCallbackNames: [String] { openCallbacks.compactMap(callbackName) }

    fileprivate func token(ofOpenCallback name: String) -> CallbackToken? {
        let found = openCallbacks.first { callbackName($0) == name }
        guard case .callback(let state) = found?.state else { return nil }
        return state.token
    }

    /// The name that the workflow's code gives a callback: one that is submitted in a step of its own is
    /// inside a context of that name.
    private func callbackName(_ callback: Operation) -> String? {
        let context = callback.parent.flatMap { self[$0] }
        return context?.subtype == "WaitForCallback" ? context?.name : callback.name
    }
}
