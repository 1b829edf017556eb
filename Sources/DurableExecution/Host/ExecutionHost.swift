/// Runs executions in invocations: each carries one on as far as it can, and ends.
package struct ExecutionHost: Sendable {
    package let store: ExecutionStore
    private let workflows: HostedWorkflows
    private let wakeUps: any WakeUpPort
    private let functions: (any FunctionPort)?
    private let limits: Limits
    private let report: @Sendable (String) -> Void
    private let sleep: @Sendable (Duration) async throws -> Void
    private let executor: (any TaskExecutor)?

    package struct Limits: Sendable {
        /// How many executions may be above one another.
        package var nesting = 16
        /// How often in a row its process may die while it runs an execution.
        package var interruptions = 10
        package var operations = OperationLimits()
        /// How long before its deadline an invocation begins nothing more, at most.
        package var reserve = Duration.seconds(2)

        package init() {}
    }

    /// Workflows run on `executor`, without one on the pool that all tasks share; `report` takes warnings.
    package init(
        of workflows: HostedWorkflows,
        in store: ExecutionStore,
        wakeUps: any WakeUpPort,
        functions: (any FunctionPort)? = nil,
        limits: Limits = Limits(),
        report: @escaping @Sendable (String) -> Void = { _ in },
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        on executor: (any TaskExecutor)? = nil
    ) {
        self.store = store
        self.workflows = workflows
        self.wakeUps = wakeUps
        self.functions = functions
        self.limits = limits
        self.report = report
        self.sleep = sleep
        self.executor = executor
    }

    /// Where an invocation has brought an execution.
    package enum Answer: Sendable {
        case ended(ExecutionOutcome)
        /// It goes on later, or elsewhere.
        case running
    }

    /// Starts an execution of a workflow, or carries on the one of that name.
    package func start(
        _ workflow: String,
        name: ExecutionName,
        input: String?,
        trace: TraceParent? = nil,
        until deadline: Timestamp
    ) async throws -> (ExecutionID, Answer) {
        var options = try workflows.named(workflow).startOptions
        if let trace { options.trace = trace }
        let opening = try await store.start(
            workflow,
            name,
            input: input,
            options: options,
            as: LogEntry.Owner(deadline: deadline)
        )
        let execution = ExecutionID(workflow: workflow, name: name)
        return (execution, try await carryOn(execution, opening, until: deadline))
    }

    /// Carries on an execution that may have something to do.
    package func wake(
        _ execution: ExecutionID,
        until deadline: Timestamp
    ) async throws -> Answer {
        let opening = try await store.resume(execution, as: LogEntry.Owner(deadline: deadline))
        return try await carryOn(execution, opening, until: deadline)
    }

    private func carryOn(
        _ execution: ExecutionID,
        _ opening: ExecutionStore.Opening,
        until deadline: Timestamp
    ) async throws -> Answer {
        switch opening {
        case .owned(let log):
            guard log.interruptions <= limits.interruptions else {
                return try await end(log, .interrupted)
            }
            return try await run(log, until: deadline)
        case .refused(.ended(let outcome, let isSettled)):
            if !isSettled { try await family.settle(execution) }
            return .ended(outcome)
        case .refused(.owned(let moment)), .refused(.asleep(let moment?)):
            try await wakeUps.wake(execution, after: store.now().duration(to: moment))
            return .running
        case .refused(.asleep(nil)), .refused(.free): return .running
        }
    }
}

// MARK: - One execution

extension ExecutionHost {
    private func run(_ log: OwnedLog, until deadline: Timestamp) async throws -> Answer {
        let workflow = try workflows.code(for: log.start)
        defer { functions?.abandon(log.start.execution) }
        try await family.makeUp(for: log)
        let session = try await ExecutionSession(
            of: log.start.execution.rawValue,
            port: HostedPort(log, of: family, limits: limits.operations, report: report),
            token: log.token,
            now: store.now,
            followsInterruption: log.interruptions > 0,
            operationLimit: limits.operations.limit,
            polling: .whenTimersAreDue,
            trace: log.start.options.trace,
            sleep: sleep,
            on: executor
        )
        session.start(workflow)
        let handOver = handOver(session, of: log.start.execution, before: deadline)
        // The process may live on: it keeps nothing of an execution that goes on elsewhere.
        defer {
            handOver.cancel()
            session.abandon()
        }
        return try await carryOn(session, log, until: handOver)
    }

    private func carryOn(
        _ session: ExecutionSession,
        _ log: OwnedLog,
        until handOver: Task<Void, any Error>
    ) async throws -> Answer {
        let execution = log.start.execution
        while true {
            switch await session.settlement() {
            case .ended(let outcome): return try await end(log, outcome)
            case .superseded: return try await leave(execution)
            case .failed(let error): throw error
            case .blocked where session.hasStoppedShort: return .running
            case .blocked:
                switch try await functionAnswer(for: log) {
                case .complete:
                    guard let news = try await suspend(log) else { return .running }
                    session.absorb(news)
                case .news: session.absorb(try await log.checkpoint([], against: log.token))
                case .late:
                    // Who takes over an owner that never let go calls again what is open.
                    try await handOver.value
                    return .running
                }
            }
        }
    }

    /// Waits for functions that were called: what ends with the invocation must not be waited for outside.
    private func functionAnswer(for log: OwnedLog) async throws -> FunctionAnswer {
        guard let functions else { return .complete }
        return try await functions.answer(for: log.start.execution, before: log.nextTimer)
    }

    private func suspend(_ log: OwnedLog) async throws -> Checkpoint? {
        // First the wake-up, then the note that nobody runs the execution: between the
        // two a crash costs a needless wake-up, the other way round the execution.
        if let timer = log.nextTimer {
            let delay = store.now().duration(to: timer)
            try await wakeUps.wake(log.start.execution, after: delay)
        }
        return try await log.suspend()
    }

    /// Sees to it that nothing more is begun when the time is nearly up.
    ///
    /// The execution is taken over at the deadline, when its owner is known to be gone; so it is where a
    /// step that still runs is cut off.
    private func handOver(
        _ session: ExecutionSession,
        of execution: ExecutionID,
        before deadline: Timestamp
    ) -> Task<Void, any Error> {
        let left = max(store.now().duration(to: deadline), .zero)
        let reserve = min(left / 10, limits.reserve)
        return Task(executorPreference: executor) { [sleep, wakeUps] in
            try await sleep(left - reserve)
            try await wakeUps.wake(execution, after: reserve)
            session.drain()
        }
    }

    private func end(_ log: OwnedLog, _ outcome: ExecutionOutcome) async throws -> Answer {
        let execution = log.start.execution
        switch try await log.end(outcome) {
        case .recorded:
            if !log.isSettled { try await family.settle(execution) }
            // What the log says counts: it may have been stopped a moment ago.
            return .ended(log.record.execution.outcome ?? outcome)
        case .superseded: return try await leave(execution)
        }
    }

    /// Leaves an execution to the process that has taken it over.
    ///
    /// That one may have come with an earlier delivery of the same message, which is gone when this
    /// one is dealt with: were it to die, nobody would hear of it.
    private func leave(_ execution: ExecutionID) async throws -> Answer {
        try await wakeUps.wake(execution, after: .zero)
        return .running
    }
}

// MARK: - Those around it

extension ExecutionHost: FamilyPort {
    private var family: Family {
        Family(of: store, workflows, nesting: limits.nesting, through: self)
    }

    package func start(
        _ workflow: String,
        _ name: ExecutionName,
        input: String?,
        options: StartOptions
    ) async throws {
        if let functions, let caller = options.parent, !workflows.contains(workflow) {
            return try await functions.call(workflow, input: input, for: caller)
        }
        // Nobody else hears the wake-ups of this host.
        _ = try workflows.named(workflow)
        try await store.request(workflow, name, input: input, options: options)
        try await wakeUps.wake(ExecutionID(workflow: workflow, name: name), after: .zero)
    }

    package func tell(_ execution: ExecutionID, _ event: OutsideEvent) async throws {
        do {
            try await store.tell(execution, event)
        } catch is InvokeNotOpen, is ExecutionEnded {
            // It may have been told before, by a process that died before it could wake it.
        }
        try await wakeUps.wake(execution, after: .zero)
    }
}

extension ExecutionOutcome {
    /// Of an execution whose process dies whenever it runs.
    package static let interrupted = failed(
        ErrorObject(
            type: "ExecutionInterrupted",
            message: """
                The process has ended too often while it ran this execution; see what its next step does to it.
                """
        )
    )
}
