import Synchronization

/// One process's hold on one execution: replays it, runs it on, and knows when it must wait.
///
/// The session counts the branches that can run. A branch enters before it is spawned and leaves
/// when it parks or ends; when none is left, the execution is blocked and its invocation may
/// end. A parked branch is a suspended task that is resumed when its operation changes and
/// otherwise never: no code of the user runs past a suspension.
package final class ExecutionSession: Sendable {
    /// What tells this execution from every other.
    let execution: String
    private let clock: @Sendable () -> Timestamp
    /// Lets time pass while a body runs.
    let sleep: @Sendable (Duration) async throws -> Void
    let executor: (any TaskExecutor)?
    private let state: Mutex<SessionState>
    let branches = BranchTasks()
    let polling: Polling
    let alarm = PollAlarm()
    let mode: Mode
    private let operationLimit: Int
    /// The last owner has gone without a word: what its steps were at is cut off.
    let followsInterruption: Bool
    /// What the workflow says of itself.
    private let published = Mutex<[String: String]>([:])
    /// What whoever started the execution was at.
    let trace: TraceParent?
    /// `nil` where nobody listens.
    let observation = Mutex<Observation?>(nil)

    package enum Mode: Sendable {
        /// Replays what is recorded, and goes on.
        case live
        /// Replays what is recorded and stops there: nothing is run and nothing is written.
        case replay
        /// Runs, and records nothing but what somebody outside has a part in.
        case transient
    }

    /// How the session came to rest.
    package enum Settlement: Sendable {
        case ended(ExecutionOutcome)
        /// Everything waits for time or for somebody outside.
        case blocked
        /// Another owner has the execution: write nothing more.
        case superseded
        /// The store failed; nothing is known of the last checkpoint.
        case failed(any Error)
    }

    /// Takes hold of an execution by loading what is recorded of it.
    ///
    /// `execution` names it for good and tells it from every other; `now` is the wall clock. Branches
    /// run on `executor`, without one on the pool that all tasks share.
    package init(
        of execution: String,
        port: any ExecutionPort,
        token: CheckpointToken,
        now: @escaping @Sendable () -> Timestamp,
        mode: Mode = .live,
        followsInterruption: Bool = false,
        operationLimit: Int = .max,
        polling: Polling = .never,
        trace: TraceParent? = nil,
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        on executor: (any TaskExecutor)? = nil
    ) async throws {
        self.mode = mode
        self.followsInterruption = followsInterruption
        self.operationLimit = operationLimit
        self.polling = polling
        self.trace = trace
        self.execution = execution
        self.sleep = sleep
        self.executor = executor
        clock = now
        let operations = try await port.loadState(against: token)
        state = Mutex(
            SessionState(
                journal: Journal(operations),
                token: token,
                port: port,
                isCautious: followsInterruption,
                rests: mode != .transient
            )
        )
    }

    /// The only way to change the state: whoever waits for the session to rest learns of it.
    func change<Result: Sendable>(
        _ body: (inout sending SessionState) -> sending Result
    ) -> Result {
        let (result, observer, rest) = state.withLock { state in
            let result = body(&state)
            guard let rest = state.rest else {
                return (result, SessionState.Resumption<Settlement>?.none, Settlement?.none)
            }
            return (result, state.observer.take(), rest)
        }
        if let rest { observer?.resume(returning: rest) }
        return result
    }
}

// MARK: - Seen by the host

extension ExecutionSession {
    /// Starts the workflow's body; it replays what is recorded and goes on from there.
    package func start(_ workflow: HostedWorkflow) {
        let input = change { state in
            state.running += 1
            return state.journal.execution?.input
        }
        var surroundings = workflow.surroundings
        surroundings.attempts = beginObservation(of: workflow)
        spawn { [self, surroundings] in
            let context = WorkflowContext(
                session: self,
                id: nil,
                in: surroundings,
                at: startedAt
            )
            let outcome: ExecutionOutcome
            do {
                outcome = .succeeded(result: try await workflow.run(input, context))
            } catch let cancelled as ExecutionCancelled {
                outcome = .stopped(cancelled.errorObject)
            } catch {
                outcome = .failed(ErrorObject(error))
            }
            end(.ended(context.outcome(outcome)))
        }
    }

    /// What the workflow has last said of itself under a name, as JSON text.
    package func published(_ name: String) -> String? { published.withLock { $0[name] } }

    /// Waits until the session comes to rest.
    package func settlement() async -> Settlement {
        let settlement = await withUnsafeContinuation { observer in
            change { $0.observer = observer }
        }
        alarm.cancel()
        change { $0.alarm = nil }
        return settlement
    }

    /// The next moment at which time alone moves this execution on.
    package var nextTimer: Timestamp? { state.withLock { $0.journal.nextTimer } }

    /// The token with which the next checkpoint must be made.
    package var token: CheckpointToken { state.withLock { $0.token } }

    /// Takes in what a checkpoint made by the host itself has brought.
    ///
    /// Branches that waited for it go on. Only a session at rest, or a transient one, may be given
    /// something.
    package func absorb(_ checkpoint: Checkpoint) {
        switch checkpoint {
        case .superseded: end(.superseded)
        case .recorded(let next, let changed):
            absorb(next, changed)
        }
    }

    func absorb(_ next: CheckpointToken, _ changed: [Operation]) {
        let freed = change { $0.absorb(next, changed) }
        tellObservers(ofChanged: changed)
        for branch in freed { branch.resume() }
        watch()
        if isToEnd { branches.cancel() }
    }

    /// Whether what still runs is of no use, or is to clean up and end.
    var isToEnd: Bool {
        if case .open = standing { false } else { true }
    }
}

// MARK: - Seen by the operations

extension ExecutionSession {
    /// The wall clock, which no decision of a workflow may depend on.
    var now: Timestamp { clock() }

    var startedAt: Timestamp { state.withLock { $0.journal.execution?.startedAt } ?? now }

    /// Whether the code goes on.
    enum Standing: Sendable {
        case open
        case cancelling(ExecutionCancelled)
        case over
    }

    var standing: Standing {
        state.withLock { state in
            if state.end != nil { return .over }
            return state.journal.cancellation.map(Standing.cancelling) ?? .open
        }
    }

    var isOver: Bool { state.withLock { $0.end != nil } }

    /// Why the execution is to end, where it is.
    var cancellation: ExecutionCancelled? { state.withLock { $0.journal.cancellation } }

    /// Everything that is recorded.
    var recordedOperations: [Operation] { state.withLock { Array($0.journal.all) } }

    /// What is recorded at a place of the program, whatever is asked for there.
    func recorded(at id: OperationID) -> Operation? { state.withLock { $0.journal[id] } }

    /// The operation that is recorded for a request.
    ///
    /// A request that contradicts the history ends the execution and does not return; nor does one
    /// past the session's end.
    func operation(
        for request: OperationRequest
    ) async -> (operation: Operation?, cancellation: ExecutionCancelled?) {
        do throws(NonDeterminism) {
            let (found, count) = try state.withLock {
                state throws(NonDeterminism) -> ((Operation?, ExecutionCancelled?)?, Int) in
                let count = state.journal.count
                guard state.end == nil else { return (nil, count) }
                let operation = try state.journal.operation(for: request)
                return ((operation, state.journal.cancellation), count)
            }
            if let found, found.0 == nil, mode == .live, count > operationLimit {
                let error = TooManyOperations(limit: operationLimit)
                end(.ended(.failed(error.errorObject)))
                return await never()
            }
            guard let found, mode != .replay || found.0.isSettled else { return await never() }
            return found
        } catch {
            end(.ended(.failed(error.errorObject)))
            return await never()
        }
    }

    /// Ends the execution here; another one carries its work on.
    func carryOn(with input: String?) async -> Never {
        end(.ended(.continued(input: input)))
        while true { let _: Void = await never() }
    }

    func publish(_ name: String, _ value: String) {
        published.withLock { $0[name] = value }
    }

    /// Waits, without holding up the end of the invocation, until the operation leaves a state in
    /// which nothing can be done about it.
    func park(on id: OperationID) async {
        await withUnsafeContinuation { branch in
            let goesOn = change { state in
                guard let operation = state.journal[id], operation.isBlocked else { return true }
                state.parked[id] = branch
                state.running -= 1
                return false
            }
            if goesOn { branch.resume() } else { watch() }
        }
    }

    var parkedCount: Int { state.withLock { $0.parked.count } }

    /// Suspends for ever: what comes next in the program must not run in this process.
    func never<Value>() async -> Value {
        await withUnsafeContinuation { (_: SessionState.Resumption<Value>) in
            change { $0.running -= 1 }
        }
    }
}
