/// Runs executions in invocations: each carries one on as far as it can, and ends.
package struct ExecutionHost: Sendable {
    package let store: ExecutionStore
    private let wakeUps: any WakeUpPort
    private let sleep: @Sendable (Duration) async throws -> Void
    private let executor: (any TaskExecutor)?

    /// Workflows run on `executor`, without one on the pool that all tasks share.
    package init(
        store: ExecutionStore,
        wakeUps: any WakeUpPort,
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        on executor: (any TaskExecutor)? = nil
    ) {
        self.store = store
        self.wakeUps = wakeUps
        self.sleep = sleep
        self.executor = executor
    }

    /// Where an invocation has brought an execution.
    package enum Answer: Sendable {
        case ended(ExecutionOutcome)
        /// It goes on later, or elsewhere.
        case running
    }

    package func start(
        _ workflow: HostedWorkflow,
        name: ExecutionName,
        input: String?,
        until deadline: Timestamp
    ) async throws -> (ExecutionID, Answer) {
        let execution = ExecutionID(workflow: workflow.name, name: name)
        let opening = try await store.start(
            workflow.name,
            name,
            input: input,
            as: LogEntry.Owner(deadline: deadline)
        )
        return (execution, try await carryOn(execution, opening, workflow))
    }

    package func wake(
        _ execution: ExecutionID,
        _ workflow: HostedWorkflow,
        until deadline: Timestamp
    ) async throws -> Answer {
        let opening = try await store.resume(execution, as: LogEntry.Owner(deadline: deadline))
        return try await carryOn(execution, opening, workflow)
    }

    private func carryOn(
        _ execution: ExecutionID,
        _ opening: ExecutionStore.Opening,
        _ workflow: HostedWorkflow
    ) async throws -> Answer {
        switch opening {
        case .owned(let log): return try await run(execution, log, workflow)
        case .refused(.ended(let outcome)): return .ended(outcome)
        case .refused(.owned(let moment)), .refused(.asleep(let moment?)):
            try await wakeUps.wake(execution, after: store.now().duration(to: moment))
            return .running
        case .refused(.asleep(nil)), .refused(.free): return .running
        }
    }

    private func run(
        _ execution: ExecutionID,
        _ log: OwnedLog,
        _ workflow: HostedWorkflow
    ) async throws -> Answer {
        let session = try await ExecutionSession(
            of: execution.rawValue,
            port: log,
            token: log.token,
            now: store.now,
            polling: .whenTimersAreDue,
            sleep: sleep,
            on: executor
        )
        session.start(workflow)
        while true {
            switch await session.settlement() {
            case .ended(let outcome): return try await end(execution, log, outcome)
            case .superseded: return try await leave(execution)
            case .failed(let error): throw error
            case .blocked:
                // First the wake-up, then the note that nobody runs the execution: between the
                // two a crash costs a needless wake-up, the other way round the execution.
                if let timer = log.nextTimer {
                    try await wakeUps.wake(execution, after: store.now().duration(to: timer))
                }
                guard let news = try await log.suspend() else { return .running }
                session.absorb(news)
            }
        }
    }

    private func end(
        _ execution: ExecutionID,
        _ log: OwnedLog,
        _ outcome: ExecutionOutcome
    ) async throws -> Answer {
        switch try await log.end(outcome) {
        // What the log says counts: it may have been stopped a moment ago.
        case .recorded: return .ended(log.record.execution.outcome ?? outcome)
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

/// Brings an execution back: sees to it that a host hears of it again.
package protocol WakeUpPort: Sendable {
    /// Wakes an execution after a time, or earlier: a wake-up that finds nothing to do sends the
    /// next one.
    func wake(_ execution: ExecutionID, after delay: Duration) async throws
}
