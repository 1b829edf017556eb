import DurableExecution
import HTTPTransport

/// Runs the processes of one function and brings events to them.
///
/// ``FunctionPool`` decides; this actor does what it decides. ``run()`` owns the processes and
/// timers: they end when it ends.
actor FunctionHost {
    let definition: FunctionDefinition
    let code: FunctionCode
    let time: any Timekeeper
    let report: @Sendable (EmulatorEvent.Kind) -> Void
    let logs: LogStore
    let cloud: LocalCloud?

    var pool: FunctionPool
    var callers: [String: ReplyParts.Continuation] = [:]
    var polls: [Sandbox.ID: CheckedContinuation<HTTPResponse, Never>] = [:]
    var processes: [Sandbox.ID: SandboxProcess] = [:]

    private var alarms = Alarms()
    private let work: AsyncStream<Work>
    private let todo: AsyncStream<Work>.Continuation

    private enum Work {
        case start(Sandbox.ID)
        case wake(Timestamp)
    }

    init(
        _ definition: FunctionDefinition,
        code: FunctionCode,
        limits: FunctionPool.Limits,
        time: any Timekeeper,
        logs: LogStore,
        cloud: LocalCloud? = nil,
        report: @escaping @Sendable (EmulatorEvent) -> Void
    ) {
        self.definition = definition
        self.code = code
        self.time = time
        self.logs = logs
        self.cloud = cloud
        self.report = { report(EmulatorEvent(function: definition.name, kind: $0)) }
        pool = FunctionPool(limits: limits)
        (work, todo) = AsyncStream.makeStream()
    }

    /// Delivers an event to a sandbox; the answer comes as it is made.
    func stream(_ invocation: Invocation) -> ReplyParts {
        let (parts, caller) = ReplyParts.makeStream()
        callers[invocation.requestID] = caller
        perform(pool.submit(invocation, now: time.now))
        return parts
    }

    /// Delivers an event to a sandbox and waits for the answer.
    func invoke(_ invocation: Invocation) async -> InvocationReply {
        await stream(invocation).whole()
    }

    /// Starts and ends processes until the task is cancelled; nothing runs afterwards.
    ///
    /// The functions make their own calls of the Lambda API at `lambdaEndpoint`.
    func run(lambdaEndpoint: String) async {
        await withDiscardingTaskGroup { group in
            for await item in work {
                switch item {
                case .start(let id):
                    group.addTask { await self.live(id, lambdaEndpoint) }
                case .wake(let moment): group.addTask { await self.wake(at: moment) }
                }
            }
            group.cancelAll()
            perform(pool.close())
        }
    }

    /// The code is new: no event goes to a process of the old one any more.
    func retireProcesses() {
        perform(pool.retire())
    }

    /// Does something to the process that works on an event.
    func withProcess(of requestID: String, _ body: @Sendable (ChildProcess) -> Void) {
        pool.sandbox(of: requestID).flatMap { processes[$0] }.map { body($0.child) }
    }

    private func wake(at moment: Timestamp) async {
        // Cancelled: nobody is there any more whose time could run out.
        guard (try? await time.sleep(until: moment)) != nil else { return }
        alarms.fired(moment)
        perform(pool.expire(now: time.now))
    }
}

// MARK: - What the pool decides

extension FunctionHost {
    func perform(_ actions: [FunctionPool.Action]) {
        for action in actions {
            switch action {
            case .start(let id):
                processes[id] = makeProcess(id)
                todo.yield(.start(id))
            case .deliver(let attempt, let id): deliver(attempt, to: id)
            case .stop(let id): processes[id]?.child.kill()
            case .complete(let invocation, let outcome, let id):
                complete(invocation, outcome, id)
            }
        }
        if let moment = alarms.set(pool.nextExpiry) { todo.yield(.wake(moment)) }
    }

    private func deliver(_ attempt: Attempt, to id: Sandbox.ID) {
        guard let poll = polls.removeValue(forKey: id) else { return }
        processes[id]?.begin(attempt.invocation.requestID)
        report(.invoked(requestID: attempt.invocation.requestID))
        poll.resume(returning: RuntimeAPI.event(attempt))
    }

    private func complete(
        _ invocation: Invocation,
        _ outcome: InvocationOutcome,
        _ id: Sandbox.ID?
    ) {
        let tail = id.flatMap {
            processes[$0]?.end(invocation.requestID, outcome, definition.memoryMegabytes)
        }
        report(.ended(requestID: invocation.requestID, outcome))
        let caller = callers.removeValue(forKey: invocation.requestID)
        caller?.yield(.ended(InvocationReply(outcome: outcome, logTail: tail ?? [])))
        caller?.finish()
    }
}
