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
    private let logs: LogStore

    private var pool: FunctionPool
    private var callers: [String: ReplyParts.Continuation] = [:]
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
        logs: LogStore,
        report: @escaping @Sendable (EmulatorEvent) -> Void
    ) {
        self.definition = definition
        self.code = code
        self.time = time
        self.logs = logs
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

// MARK: - The Runtime API

extension FunctionHost {
    private func answer(_ incoming: IncomingRequest, from id: Sandbox.ID) async -> HTTPResponse {
        guard let call = RuntimeAPI.Call(incoming.head) else { return RuntimeAPI.unknownCall }
        do throws(RuntimeRefusal) {
            switch call {
            case .next: return try await next(id)
            case .response(let request, .streaming):
                return try await receive(request, incoming, from: id)
            case .response(_, .unknown): throw .unknownResponseMode
            case .response(let request, .buffered):
                let outcome = RuntimeAPI.outcome(await incoming.whole)
                try finish(id, request, incoming, outcome)
                return outcome.isTooLarge ? RuntimeAPI.tooLarge : RuntimeAPI.accepted
            case .error(let request):
                try finish(id, request, incoming, .failed(await incoming.reportedFailure))
                return RuntimeAPI.accepted
            case .initializationError:
                let failure = await incoming.reportedFailure
                perform(try pool.failInitialization(id, with: failure, now: time.now))
                return RuntimeAPI.accepted
            }
        } catch {
            return RuntimeAPI.refused(error)
        }
    }

    /// Passes a streamed answer on to the caller as it arrives.
    private func receive(
        _ request: String,
        _ incoming: IncomingRequest,
        from id: Sandbox.ID
    ) async throws(RuntimeRefusal) -> HTTPResponse {
        let attempt = RuntimeAPI.attempt(incoming.head)
        try pool.beginStream(id, request: request, attempt: attempt)
        callers[request]?.yield(.began(contentType: incoming.head.fields["Content-Type"]))
        let trailers: HTTPFields
        do {
            trailers = try await incoming.forward { callers[request]?.yield(.bytes($0)) }
        } catch {
            perform(pool.breakStream(id, now: time.now))
            return RuntimeAPI.truncated
        }
        let outcome = RuntimeAPI.outcome(trailers: trailers)
        perform(try pool.endStream(id, with: outcome, now: time.now))
        return RuntimeAPI.accepted
    }

    /// Parks the call until there is an event for this sandbox.
    private func next(_ id: Sandbox.ID) async throws(RuntimeRefusal) -> HTTPResponse {
        guard processes[id]?.hasEnded == false else { throw .wrongState }
        processes[id]?.isReady()
        let actions = try pool.next(id, now: time.now)
        return await withCheckedContinuation { poll in
            polls.updateValue(poll, forKey: id)?.resume(returning: RuntimeAPI.refused(.wrongState))
            perform(actions)
        }
    }

    private func finish(
        _ id: Sandbox.ID,
        _ request: String,
        _ incoming: IncomingRequest,
        _ outcome: InvocationOutcome
    ) throws(RuntimeRefusal) {
        let attempt = RuntimeAPI.attempt(incoming.head)
        perform(
            try pool.finish(id, request: request, attempt: attempt, with: outcome, now: time.now)
        )
    }
}

extension IncomingRequest {
    fileprivate var whole: HTTPServerRequest {
        get async { await collected(upTo: RuntimeAPI.largestPayload) }
    }

    fileprivate var reportedFailure: FunctionFailure {
        get async { FunctionFailure(cause: .reported, payload: await whole.message.body) }
    }
}

// MARK: - The life of a sandbox

extension FunctionHost {
    /// Serves the Runtime API on a port of the sandbox's own for as long as its process runs.
    private func live(_ id: Sandbox.ID, _ lambdaEndpoint: String) async {
        do {
            let status = try await withHTTPServer(
                port: 0,
                respond: { .whole(await self.answer($0, from: id)) },
                { server in
                    let status = try await runProcess(id, server.port, lambdaEndpoint)
                    await server.readsToTheEnd()
                    return status
                }
            )
            ended(id) { .exited($0, status) }
            report(.processEnded(status, left: processes.count))
        } catch {
            ended(id) { .notStarted($0, "\(error)") }
        }
    }

    private func makeProcess(_ id: Sandbox.ID) -> SandboxProcess {
        let (function, stream) = (definition.name, Self.logStream(id))
        return SandboxProcess(
            log: SandboxLog { [report, logs, time] line, origin in
                logs.append(line, of: function, stream, at: time.now)
                if origin == .function { report(.output(line)) }
            }
        )
    }

    private static func logStream(_ id: Sandbox.ID) -> String { "local/[$LATEST]\(id)" }

    private func refusePolls(_ id: Sandbox.ID) {
        processes[id]?.hasEnded = true
        polls.removeValue(forKey: id)?.resume(returning: RuntimeAPI.refused(.wrongState))
    }

    private func runProcess(
        _ id: Sandbox.ID,
        _ runtimePort: Int,
        _ lambdaEndpoint: String
    ) async throws -> ProcessEnd {
        guard let process = processes[id] else { return .signal(9) }
        let bootstrap = try await code.bootstrap()
        let command = ChildProcess.Command(
            program: bootstrap.program,
            environment: SandboxEnvironment(
                function: definition,
                taskRoot: bootstrap.folder,
                runtimePort: runtimePort,
                lambdaEndpoint: lambdaEndpoint,
                logStream: Self.logStream(id)
            ).variables,
            directory: bootstrap.folder
        )
        report(.processStarted)
        processes[id]?.isStarted()
        defer {
            process.log.finish()
            refusePolls(id)
        }
        return try await process.child.run(command) { process.log.append($0) }
    }

    private func ended(_ id: Sandbox.ID, _ failure: FunctionFailure.OfInvocation) {
        perform(pool.exited(id, failure, now: time.now))
        processes[id] = nil
    }
}

extension InvocationOutcome {
    fileprivate var isTooLarge: Bool {
        guard case .failed(let failure) = self else { return false }
        return failure.cause == .tooLarge
    }
}
