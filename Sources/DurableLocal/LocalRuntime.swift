public import DurableExecution

/// Runs workflows in this process: no service, no network.
///
/// Timers, retries and deadlines come due by themselves. Of executions that are durable, what a process
/// that died has left is carried on, and any number of processes may share one store. Of those that are
/// transient nothing is written, and they end with the runtime. Whether an execution is durable is said at
/// the call, on the workflow, or by the configuration; see <doc:Modes>.
///
/// ```swift
/// let runtime = try LocalRuntime(approval, refund, store: .sqlite("executions.sqlite"))
/// try await runtime.run { runtime in
///     let execution = try await runtime.start(approval, named: "document-17", input: document)
///     print(try await execution.result)
/// }
/// ```
///
/// An execution that waits is kept in memory and goes on where it stopped, without a replay: about
/// 2 KB and whatever its code and its history hold. No more than ``Options/parkedLimit`` are kept; the one
/// that has waited longest is let go of beyond that, and replayed when its wait is over. Its task cannot
/// be ended, so that about 2 KB and its local variables stay until the end of the process.
public final class LocalRuntime: Sendable {
    package let host: LocalHost

    /// How a runtime works; the defaults are good for most.
    public struct Options: Sendable {
        /// How many executions that wait are kept in memory.
        public var parkedLimit = 10_000
        /// How many executions may be above another one that they have started.
        public var nestingLimit = 16
        /// How often in a row a process may die while it runs an execution, without having got any
        /// further, before the execution fails.
        public var interruptionLimit = 10
        /// How many operations of an execution give a warning, as does every multiple of it.
        public var operationWarning = 10_000
        /// How many operations an execution may have; one that wants more fails.
        public var operationLimit = 250_000
        /// How long executions are kept after their end; without it the settings say so, or it is for
        /// ever.
        public var retention: Duration?
        /// What counts for workflows and calls that do not say it themselves; more than the file
        /// `perdure.yaml` and the environment.
        public var settings = Settings()
        /// How long steps that run may take to end when the runtime is to stop.
        public var grace: Duration = .seconds(10)

        /// The defaults.
        public init() {}
    }

    /// A runtime for some workflows; several versions of one may be among them.
    ///
    /// Without a `store` the settings name one, or it is this process's memory.
    ///
    /// - Throws: ``DurableExecution/SettingsError``, or an error that says why the store cannot be used.
    public convenience init<each Input, each Output>(
        _ workflow: repeat Workflow<each Input, each Output>,
        store: LocalStore? = nil,
        options: Options = Options()
    ) throws {
        var hosted: [HostedWorkflow] = []
        repeat hosted.append((each workflow).hosted)
        try self.init(hosted, store: store, options: options)
    }

    /// A runtime for a list of workflows.
    public convenience init(
        _ workflows: [HostedWorkflow],
        store: LocalStore? = nil,
        options: Options = Options()
    ) throws {
        let configuration = try Configuration.current(options.settings)
        self.init(
            try LocalHost(
                workflows,
                store: store ?? configuration.settings.store.map(LocalStore.init) ?? .memory(),
                limits: LocalHost.Limits(options, configuration.settings),
                configuration: configuration,
                report: { StandardError.write($0) }
            )
        )
    }

    package init(_ host: LocalHost) {
        self.host = host
    }

    /// Serves until it is told to stop or the task is cancelled; a runtime serves only once.
    ///
    /// What runs then comes to its next checkpoint, and other processes carry it on.
    public func run() async { await host.serve() }

    /// Serves while a body runs.
    public func run<Result: Sendable>(
        _ body: @Sendable (LocalRuntime) async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.run() }
            await host.isReady()
            defer { stop() }
            return try await body(self)
        }
    }

    /// Has ``run()`` return soon.
    public func stop() { host.stop() }
}

// MARK: - Executions

extension LocalRuntime {
    /// Starts an execution under a name; starting again under the same name finds the same execution,
    /// where it is `durable` for good, otherwise while it runs.
    ///
    /// The name is 1 to 64 letters, digits, hyphens and underscores. An execution that takes longer than
    /// `timeout`, waits included, ends. Up to three `tags` help to find it.
    ///
    /// - Throws: ``DurableExecution/InvalidExecutionName``; ``DurableExecution/InputConflict`` where the
    ///   name was used with another input; ``DurableExecution/SettingsError`` where the workflow's
    ///   runtime cannot be durable, or only durable.
    @discardableResult
    public func start<Input: Encodable, Output>(
        _ workflow: Workflow<Input, Output>,
        named name: String,
        input: Input,
        durable: Bool? = nil,
        timeout: Duration? = nil,
        tags: [String]? = nil
    ) async throws -> Execution<Output> {
        try await host.start(
            workflow.hosted,
            ExecutionName(name),
            input: PayloadCoder.encode(input),
            durable: durable,
            timeout: timeout,
            tags: tags
        )
    }

    /// An execution that was started under a name.
    public func execution<Input, Output>(
        of workflow: Workflow<Input, Output>,
        named name: String
    ) throws -> Execution<Output> {
        let id = ExecutionID(workflow: workflow.name, name: try ExecutionName(name))
        return Execution(id, on: host, run: host.transients[id])
    }

    /// Answers a callback that some execution of the store waits for; the answer is JSON, and the first
    /// one counts.
    ///
    /// - Throws: ``DurableExecution/CallbackError`` where nobody waits for it.
    public func answer(_ token: CallbackToken, with answer: some Encodable) async throws {
        try await complete(token, .succeeded(result: PayloadCoder.encode(answer)))
    }

    /// Reports to a callback that there is no answer.
    ///
    /// - Throws: ``DurableExecution/CallbackError`` where nobody waits for it.
    public func fail(_ token: CallbackToken, with error: any Error) async throws {
        try await complete(token, .failed(ErrorObject(error)))
    }

    private func complete(_ token: CallbackToken, _ completion: CallbackCompletion) async throws {
        try await host.tell(token, .answer(token, completion))
    }

    /// Says of a callback that its answer is still to come: its heartbeat starts anew.
    ///
    /// - Throws: ``DurableExecution/CallbackError`` where nobody waits for it.
    public func heartbeat(_ token: CallbackToken) async throws {
        try await host.tell(token, .beat(token))
    }
}

extension LocalHost.Limits {
    init(_ options: LocalRuntime.Options, _ settings: Settings) {
        self.init()
        parked = options.parkedLimit
        nesting = options.nestingLimit
        interruptions = options.interruptionLimit
        operations = OperationLimits(
            warning: options.operationWarning,
            limit: options.operationLimit
        )
        retention = options.retention ?? settings.retention
        grace = options.grace
    }
}

extension LocalHost {
    /// Starts an execution as the call says, where it says nothing as its workflow does.
    func start<Output>(
        _ workflow: HostedWorkflow,
        _ name: ExecutionName,
        input: String?,
        durable: Bool? = nil,
        timeout: Duration? = nil,
        tags: [String]? = nil
    ) async throws -> Execution<Output> {
        let workflow = workflow.with(configuration.settings(for: workflow.name))
        var options = try workflow.startOptions
        if let timeout { options.timeout = timeout }
        if let tags { options.tags = try Tags(tags) }
        guard try workflow.isDurableLocally(durable) else {
            let run = try startTransient(
                workflow,
                name,
                input: input,
                timeout: options.timeout,
                trace: options.trace
            )
            return Execution(run.id, on: self, run: run)
        }
        let id = try await begin(workflow.name, name, input: input, options: options)
        return Execution(id, on: self)
    }
}

extension HostedWorkflow {
    /// Whether it is durable on this machine, whatever it was declared for.
    func isDurableLocally(_ durable: Bool?) throws(SettingsError) -> Bool {
        try settings.mode(in: .host(.local), durable: durable).isDurable
    }
}
