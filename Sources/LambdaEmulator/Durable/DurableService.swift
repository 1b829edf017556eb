import DurableExecution
import HTTPTransport

/// Keeps the executions of all durable functions and has their functions invoked.
///
/// ``HostedExecution`` decides; this actor does what it decides. Executions live as long as the
/// emulator does.
actor DurableService {
    typealias Invoke = @Sendable (_ function: String, Invocation) async -> InvocationReply

    let functions: [FunctionDefinition]
    let time: any Timekeeper
    /// Whether an execution that waits for nothing but time finds that it has passed.
    private let skipsTime: Bool
    let makeID: @Sendable () -> String
    let invoke: Invoke
    private let report: @Sendable (EmulatorEvent) -> Void

    /// In the order of their start.
    var executions: [HostedExecution] = []
    /// The calls that executions were started for.
    private var callers: [OperationID: Caller] = [:]
    private var positions: [String: Int] = [:]
    private var deleted: Set<Int> = []
    private var waiters: [OperationID: [CheckedContinuation<InvocationOutcome, Never>]] = [:]

    private var alarms = Alarms()
    private let work: AsyncStream<Work>
    let todo: AsyncStream<Work>.Continuation

    enum Work {
        case invoke(execution: Int, Invocation)
        case call(Caller, function: String, Invocation)
        case wake(Timestamp)
    }

    init(
        functions: [FunctionDefinition],
        time: any Timekeeper,
        skipsTime: Bool = false,
        makeID: @escaping @Sendable () -> String,
        invoke: @escaping Invoke,
        report: @escaping @Sendable (EmulatorEvent) -> Void
    ) {
        self.functions = functions
        self.time = time
        self.skipsTime = skipsTime
        self.makeID = makeID
        self.invoke = invoke
        self.report = report
        (work, todo) = AsyncStream.makeStream()
    }

    /// Has functions invoked and timers fire until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await item in work {
                switch item {
                case .invoke(let execution, let invocation):
                    group.addTask { await self.carryOut(invocation, for: execution) }
                case .call(let caller, let function, let invocation):
                    group.addTask { await self.carryOut(invocation, of: function, for: caller) }
                case .wake(let moment): group.addTask { await self.wake(at: moment) }
                }
            }
            group.cancelAll()
            for waiter in waiters.values.joined() { waiter.resume(returning: .failed(.stopped)) }
            waiters = [:]
        }
    }

    private func carryOut(_ invocation: Invocation, for position: Int) async {
        let function = executions[position].identity.function
        let reply = await invoke(function, invocation)
        guard !Task.isCancelled else { return }
        change(position) {
            $0.invocationEnded(invocation.requestID, reply.outcome, at: $1)
        }
    }

    private func wake(at moment: Timestamp) async {
        // Cancelled: there is nobody to wake any more.
        guard (try? await time.sleep(until: moment)) != nil else { return }
        alarms.fired(moment)
        for position in executions.indices {
            guard let timer = executions[position].nextTimer, timer <= now(position) else {
                continue
            }
            change(position) { $0.advance(to: $1) }
        }
        setAlarm()
    }
}

// MARK: - Executions

extension DurableService {
    /// Starts an execution, or finds the one that was started with this name and input.
    func start(
        _ function: FunctionDefinition,
        name: String?,
        input: [UInt8],
        for caller: Caller? = nil
    ) throws(ServiceError) -> ExecutionIdentity {
        if let name,
            let known = executions(of: function.name).first(where: {
                $0.isNamed(name, of: function)
            })
        {
            guard known.input == input else { throw .alreadyStarted(name) }
            return known.identity
        }
        let id = makeID()
        guard let operation = OperationID(rawValue: id) else {
            throw .invalidParameter("\(id) cannot be the id of an execution.")
        }
        let identity = ExecutionIdentity(function: function.name, name: name ?? id, id: operation)
        executions.append(
            HostedExecution(
                identity,
                input: input,
                timeout: function.durability?.executionTimeout,
                isLimited: function.durability != nil,
                at: time.now,
                makeID: makeID
            )
        )
        positions[identity.arn] = executions.count - 1
        callers[operation] = caller
        change(executions.count - 1) { $0.start(at: $1) }
        return identity
    }

    /// Waits for the end of an execution: what a caller who waits for the function gets.
    func outcome(of identity: ExecutionIdentity) async throws(ServiceError) -> InvocationOutcome {
        let position = try position(identity.arn)
        if let outcome = InvocationOutcome(executions[position].record.execution.outcome) {
            return outcome
        }
        return await withCheckedContinuation { waiters[identity.id, default: []].append($0) }
    }

    func execution(_ arn: String) throws(ServiceError) -> HostedExecution {
        executions[try position(arn)]
    }

    func executions(of function: String) -> [HostedExecution] {
        executions.indices.filter { !deleted.contains($0) }.map { executions[$0] }
            .filter { $0.identity.function == function }
    }

    func checkpoint(
        _ arn: String,
        _ request: CheckpointRequest
    ) throws(ServiceError) -> CheckpointAnswer {
        let position = try position(arn)
        let (answer, actions) = try executions[position].checkpoint(request, at: now(position))
        perform(actions, of: position)
        return answer
    }

    /// Forgets an execution that has ended.
    func delete(_ arn: String) throws(ServiceError) -> Timestamp {
        let position = try position(arn)
        guard executions[position].record.isEnded else {
            throw .resourceConflict("The execution has not ended; stop it first.")
        }
        positions[arn] = nil
        deleted.insert(position)
        return now(position)
    }

    /// Changes one execution, if it may be.
    func change(
        _ arn: String,
        _ body:
            (inout HostedExecution, Timestamp) throws(ServiceError) -> [HostedExecution.Action]
    ) throws(ServiceError) {
        let position = try position(arn)
        perform(try body(&executions[position], now(position)), of: position)
    }

    func tell(_ news: EmulatorEvent.ExecutionNews, of arn: String) throws(ServiceError) {
        perform([.tell(news)], of: try position(arn))
    }

    func stop(_ arn: String, _ error: ErrorObject) throws(ServiceError) -> Timestamp {
        let position = try position(arn)
        change(position) { $0.stop(error, at: $1) }
        return now(position)
    }

    private func position(_ arn: String) throws(ServiceError) -> Int {
        guard let position = positions[arn] else {
            throw .resourceNotFound("There is no execution \(arn).")
        }
        return position
    }
}

// MARK: - Callbacks

extension DurableService {
    func answer(_ token: CallbackToken, with completion: CallbackCompletion) throws(ServiceError) {
        if executions[try position(of: token)].usage != nil {
            try ExecutionLimits.check(completion)
        }
        try withCallback(token) { execution, now throws(InvalidCallback) in
            try execution.answer(token, with: completion, at: now)
        }
    }

    func beat(_ token: CallbackToken) throws(ServiceError) {
        try withCallback(token) { execution, now throws(InvalidCallback) in
            try execution.beat(token, at: now)
            return []
        }
    }

    private func withCallback(
        _ token: CallbackToken,
        _ body:
            (inout HostedExecution, Timestamp) throws(InvalidCallback) -> [HostedExecution.Action]
    ) throws(ServiceError) {
        let position = try position(of: token)
        do {
            perform(try body(&executions[position], now(position)), of: position)
        } catch {
            throw ServiceError(error)
        }
    }

    private func position(of token: CallbackToken) throws(ServiceError) -> Int {
        let id = CallbackTokens.execution(of: token)
        guard let position = executions.firstIndex(where: { $0.identity.id == id }) else {
            throw .resourceNotFound("There is no callback \(token.rawValue).")
        }
        return position
    }
}

// MARK: - What an execution decides

extension DurableService {
    func change(
        _ position: Int,
        _ body: (inout HostedExecution, _ now: Timestamp) -> [HostedExecution.Action]
    ) {
        perform(body(&executions[position], now(position)), of: position)
    }

    /// The time as an execution knows it.
    private func now(_ position: Int) -> Timestamp {
        time.now.advanced(by: executions[position].skipped)
    }

    private func perform(_ actions: [HostedExecution.Action], of position: Int) {
        let identity = executions[position].identity
        for action in actions {
            switch action {
            case .invoke(let requestID, let payload):
                let invocation = Invocation(
                    requestID: requestID,
                    payload: payload,
                    functionARN: identity.functionARN,
                    traceID: TraceID.make(from: makeID())
                )
                todo.yield(.invoke(execution: position, invocation))
            case .call(let call): self.call(call, for: position)
            case .tell(let news):
                let kind = EmulatorEvent.Kind.execution(name: identity.name, news)
                report(EmulatorEvent(function: identity.function, kind: kind))
            }
        }
        if let outcome = executions[position].record.execution.outcome {
            settle(identity.id, outcome)
        }
        if skipsTime, let moment = executions[position].idleUntil {
            let left = now(position).duration(to: moment)
            executions[position].skipped += max(.zero, left)
        }
        setAlarm()
    }

    /// Tells those who wait for an execution how it has ended.
    private func settle(_ execution: OperationID, _ outcome: ExecutionOutcome) {
        guard let answer = InvocationOutcome(outcome) else { return }
        for waiter in waiters.removeValue(forKey: execution) ?? [] {
            waiter.resume(returning: answer)
        }
        if let caller = callers.removeValue(forKey: execution) {
            finish(caller, with: ExecutionOutcome(ofChainedExecution: outcome))
        }
    }

    private func setAlarm() {
        let next = executions.lazy.compactMap { execution in
            execution.nextTimer?.advanced(by: .zero - execution.skipped)
        }.min()
        if let moment = alarms.set(next) { todo.yield(.wake(moment)) }
    }
}

extension HostedExecution {
    fileprivate func isNamed(_ name: String, of function: FunctionDefinition) -> Bool {
        identity.name == name && identity.function == function.name
    }
}

extension InvocationOutcome {
    /// What the caller of a durable function gets.
    fileprivate init?(_ outcome: ExecutionOutcome?) {
        switch outcome {
        case .succeeded(let result): self = .succeeded(Array((result ?? "null").utf8))
        case .failed(let error), .timedOut(let error), .stopped(let error):
            self = .failed(FunctionFailure(error))
        case .continued, nil: return nil
        }
    }
}

extension ServiceError {
    fileprivate init(_ error: InvalidCallback) {
        switch error {
        case .unknown(let token):
            self = .resourceNotFound("There is no callback \(token.rawValue).")
        case .closed:
            self = .callbackTimedOut("The callback was answered before or has expired.")
        }
    }
}
