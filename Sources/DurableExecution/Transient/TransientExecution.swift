import Synchronization

/// An execution of which nothing outlives this process.
///
/// Only what somebody outside has a part in is kept, while it lasts: callbacks, signals, child
/// workflows, the time limit of the whole.
package final class TransientExecution: ExecutionPort {
    package let id: ExecutionID
    private let now: @Sendable () -> Timestamp
    private let sleep: @Sendable (Duration) async throws -> Void
    private let executor: (any TaskExecutor)?
    private let trace: TraceParent?
    private let whenCalling: @Sendable () -> Void
    private let record: Mutex<ExecutionRecord>
    private let session: Mutex<ExecutionSession?> = Mutex(nil)
    private let delivery = Mutex(())
    private let timer: Mutex<(moment: Timestamp, task: Task<Void, Never>)?> = Mutex(nil)

    /// An execution that begins now.
    ///
    /// `whenCalling` is told when other workflows are called, or are to end.
    package init(
        _ id: ExecutionID,
        input: String?,
        timeout: Duration? = nil,
        trace: TraceParent? = nil,
        now: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        on executor: (any TaskExecutor)? = nil,
        whenCalling: @escaping @Sendable () -> Void = {}
    ) {
        self.id = id
        self.now = now
        self.sleep = sleep
        self.executor = executor
        self.trace = trace
        self.whenCalling = whenCalling
        record = Mutex(
            ExecutionRecord(
                id: .execution,
                name: id.rawValue,
                input: input,
                timeout: timeout,
                at: now()
            ) { operation in
                // Nobody makes it again: each has a code of its own.
                CallbackAddress(execution: id, operation: operation)
                    .token({ _, _ in .nonce() + .nonce() }, "")
            }
        )
    }

    /// Runs a workflow to its end, once.
    package func run(_ workflow: HostedWorkflow) async -> ExecutionOutcome {
        do {
            let session = try await ExecutionSession(
                of: id.rawValue,
                port: self,
                token: token,
                now: now,
                mode: .transient,
                trace: trace,
                sleep: sleep,
                on: executor
            )
            self.session.withLock { $0 = session }
            setTimer()
            session.start(workflow)
            let outcome = await session.settlement().outcome
            record.withLock { $0.end(outcome, at: now()) }
            session.abandon()
            cancelTimer()
            return outcome
        } catch {
            return .failed(ErrorObject(error))
        }
    }

    /// Takes in what has happened outside.
    ///
    /// - Throws: ``CallbackError``, ``InvokeNotOpen`` or ``ExecutionEnded`` where it comes too late.
    package func tell(_ event: OutsideEvent) throws {
        try record.withLock { try $0.take(event, at: now()) }
        deliver()
    }

    /// How it stands.
    package var status: ExecutionStatus {
        ExecutionStatus(record.withLock { $0.execution.status })
    }

    /// The calls of other workflows whose outcome is not known yet.
    package var openCalls: [ExecutionRecord.Call] { record.withLock { $0.openCalls } }

    /// The workflows that it has called and that have not said how they have ended.
    package var owedCalls: [ExecutionRecord.Call] { record.withLock { $0.owedCalls } }

    /// What the workflow has last said of itself under a name, as JSON text.
    package func published(_ name: String) -> String? {
        session.withLock { $0 }?.published(name)
    }
}

// MARK: - The store, such as it is

extension TransientExecution {
    /// Nobody else can have it: one token serves for good.
    private var token: CheckpointToken { CheckpointToken(rawValue: "") }

    package func loadState(against token: CheckpointToken) async throws -> [Operation] {
        record.withLock { $0.operations }
    }

    package func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint {
        try record.withLock { _ = try $0.apply(updates, at: now()) }
        deliver()
        if updates.contains(where: \.isAboutCall) { whenCalling() }
        return .recorded(next: token, changed: [])
    }

    /// Has the session know what has changed: one after the other, so that nothing older comes later.
    private func deliver() {
        delivery.withLock { _ in
            let changed = record.withLock { $0.takeChanges() }
            session.withLock { $0 }?.absorb(.recorded(next: token, changed: changed))
        }
        setTimer()
    }
}

// MARK: - Time

extension TransientExecution {
    private func setTimer() {
        guard let moment = record.withLock({ $0.nextTimer }) else { return cancelTimer() }
        timer.withLock { timer in
            guard timer?.moment != moment else { return }
            timer?.task.cancel()
            let delay = now().duration(to: moment)
            let task = Task(executorPreference: executor) { [weak self, sleep] in
                // A timer that is cancelled fires nothing: another one has taken its place.
                guard (try? await sleep(max(delay, .zero))) != nil else { return }
                self?.fire()
            }
            timer = (moment, task)
        }
    }

    private func fire() {
        timer.withLock { $0 = nil }
        record.withLock { _ = $0.fireTimers(at: now()) }
        deliver()
    }

    private func cancelTimer() {
        timer.withLock { timer in
            timer?.task.cancel()
            timer = nil
        }
    }
}

extension ExecutionSession.Settlement {
    /// How an execution has ended that nobody else can have.
    fileprivate var outcome: ExecutionOutcome {
        switch self {
        case .ended(let outcome): outcome
        case .failed(let error): .failed(ErrorObject(error))
        case .blocked, .superseded: .failed(.unexplained)
        }
    }
}
