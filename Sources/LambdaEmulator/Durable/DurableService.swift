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
    let skipsTime: Bool
    let makeID: @Sendable () -> String
    let invoke: Invoke
    let report: @Sendable (EmulatorEvent) -> Void

    /// In the order of their start.
    var executions: [HostedExecution] = []
    /// The calls that executions were started for.
    var callers: [OperationID: Caller] = [:]
    var positions: [String: Int] = [:]
    var deleted: Set<Int> = []
    var waiters: [OperationID: [CheckedContinuation<InvocationOutcome, Never>]] = [:]

    var alarms = Alarms()
    let work: AsyncStream<Work>
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

    func carryOut(_ invocation: Invocation, for position: Int) async {
        let function = executions[position].identity.function
        let reply = await invoke(function, invocation)
        guard !Task.isCancelled else { return }
        change(position) {
            $0.invocationEnded(invocation.requestID, reply.outcome, at: $1)
        }
    }

    func wake(at moment: Timestamp) async {
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

    func position(_ arn: String) throws(ServiceError) -> Int {
        guard let position = positions[arn] else {
            throw .resourceNotFound("There is no execution \(arn).")
        }
        return position
    }
}

extension HostedExecution {
    fileprivate func isNamed(_ name: String, of function: FunctionDefinition) -> Bool {
        identity.name == name && identity.function == function.name
    }
}
