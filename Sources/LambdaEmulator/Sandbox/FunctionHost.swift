import DurableExecution
import HTTPTransport

/// Runs the processes of one function and brings events to them.
///
/// ``FunctionPool`` decides; this actor does what it decides. ``run()`` owns the processes and
/// timers: they end when it ends.
actor FunctionHost {
    let definition: FunctionDefinition
    private let code: FunctionCode
    private let time: any Timekeeper
    private let report: @Sendable (EmulatorEvent.Kind) -> Void

    private var pool: FunctionPool
    private var callers: [String: CheckedContinuation<InvocationReply, Never>] = [:]
    private var polls: [Sandbox.ID: CheckedContinuation<HTTPResponse, Never>] = [:]
    private var processes: [Sandbox.ID: SandboxProcess] = [:]

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
        report: @escaping @Sendable (EmulatorEvent) -> Void
    ) {
        self.definition = definition
        self.code = code
        self.time = time
        self.report = { report(EmulatorEvent(function: definition.name, kind: $0)) }
        pool = FunctionPool(limits: limits)
        (work, todo) = AsyncStream.makeStream()
    }

    /// Delivers an event to a sandbox and waits for the answer.
    func invoke(_ invocation: Invocation) async -> InvocationReply {
        await withCheckedContinuation { caller in
            callers[invocation.requestID] = caller
            perform(pool.submit(invocation, now: time.now))
        }
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

    private func wake(at moment: Timestamp) async {
        // Cancelled: nobody is there any more whose time could run out.
        guard (try? await time.sleep(until: moment)) != nil else { return }
        alarms.fired(moment)
        perform(pool.expire(now: time.now))
    }
}

// MARK: - What the pool decides

extension FunctionHost {
    private func perform(_ actions: [FunctionPool.Action]) {
        for action in actions {
            switch action {
            case .start(let id):
                processes[id] = SandboxProcess { [report] in report(.output($0)) }
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
        processes[id]?.log.clearTail()
        report(.invoked(requestID: attempt.invocation.requestID))
        poll.resume(returning: RuntimeAPI.event(attempt))
    }

    private func complete(
        _ invocation: Invocation,
        _ outcome: InvocationOutcome,
        _ id: Sandbox.ID?
    ) {
        let tail = id.flatMap { processes[$0] }?.log.tail ?? []
        report(.ended(requestID: invocation.requestID, outcome))
        callers.removeValue(forKey: invocation.requestID)?
            .resume(returning: InvocationReply(outcome: outcome, logTail: tail))
    }
}

// MARK: - The Runtime API

extension FunctionHost {
    private func answer(_ request: HTTPServerRequest, from id: Sandbox.ID) async -> HTTPResponse {
        guard let call = RuntimeAPI.Call(request) else { return RuntimeAPI.unknownCall }
        do {
            switch call {
            case .next: return try await next(id)
            case .response(let request, let attempt, let outcome):
                try finish(id, request, attempt, outcome)
                return outcome.isTooLarge ? RuntimeAPI.tooLarge : RuntimeAPI.accepted
            case .error(let request, let attempt, let failure):
                try finish(id, request, attempt, .failed(failure))
                return RuntimeAPI.accepted
            case .initializationError(let failure):
                perform(try pool.failInitialization(id, with: failure, now: time.now))
                return RuntimeAPI.accepted
            }
        } catch {
            return RuntimeAPI.refused(error)
        }
    }

    /// Parks the call until there is an event for this sandbox.
    private func next(_ id: Sandbox.ID) async throws(RuntimeRefusal) -> HTTPResponse {
        let actions = try pool.next(id, now: time.now)
        return await withCheckedContinuation { poll in
            polls.updateValue(poll, forKey: id)?.resume(returning: RuntimeAPI.refused(.wrongState))
            perform(actions)
        }
    }

    private func finish(
        _ id: Sandbox.ID,
        _ request: String,
        _ attempt: String?,
        _ outcome: InvocationOutcome
    ) throws(RuntimeRefusal) {
        let now = time.now
        perform(
            try pool.finish(id, request: request, attempt: attempt, with: outcome, now: now)
        )
    }
}

// MARK: - The life of a sandbox

extension FunctionHost {
    /// Serves the Runtime API on a port of the sandbox's own for as long as its process runs.
    private func live(_ id: Sandbox.ID, _ lambdaEndpoint: String) async {
        do {
            try await withHTTPServer(
                port: 0,
                largestBody: RuntimeAPI.largestPayload,
                respond: { await self.answer($0, from: id) },
                { port in
                    let status = try await runProcess(id, port, lambdaEndpoint)
                    ended(id) { .exited($0, status) }
                    report(.processEnded(status, left: processes.count))
                }
            )
        } catch {
            ended(id) { .notStarted($0, "\(error)") }
        }
    }

    private func runProcess(
        _ id: Sandbox.ID,
        _ runtimePort: Int,
        _ lambdaEndpoint: String
    ) async throws -> ProcessEnd {
        guard let process = processes[id] else { return .signal(9) }
        let taskRoot = try await code.directory()
        let command = ChildProcess.Command(
            program: "\(taskRoot)/bootstrap",
            environment: SandboxEnvironment(
                function: definition,
                taskRoot: taskRoot,
                runtimePort: runtimePort,
                lambdaEndpoint: lambdaEndpoint,
                logStream: "local/[$LATEST]\(id)"
            ).variables,
            directory: taskRoot
        )
        report(.processStarted)
        defer { process.log.finish() }
        return try await process.child.run(command) { process.log.append($0) }
    }

    private func ended(_ id: Sandbox.ID, _ failure: FunctionFailure.OfInvocation) {
        perform(pool.exited(id, failure, now: time.now))
        processes[id] = nil
        polls.removeValue(forKey: id)?.resume(returning: RuntimeAPI.refused(.wrongState))
    }
}

/// A process of the function and what it writes.
private struct SandboxProcess {
    let child = ChildProcess()
    let log: SandboxLog

    init(line: @escaping @Sendable (String) -> Void) {
        log = SandboxLog(line: line)
    }
}

extension InvocationOutcome {
    fileprivate var isTooLarge: Bool {
        guard case .failed(let failure) = self else { return false }
        return failure.cause == .tooLarge
    }
}
