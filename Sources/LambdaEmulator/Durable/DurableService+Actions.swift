import DurableExecution

/// What an execution decides, done.
extension DurableService {
    func change(
        _ position: Int,
        _ body: (inout HostedExecution, _ now: Timestamp) -> [HostedExecution.Action]
    ) {
        perform(body(&executions[position], now(position)), of: position)
    }

    /// The time as an execution knows it.
    func now(_ position: Int) -> Timestamp {
        time.now.advanced(by: executions[position].skipped)
    }

    func perform(_ actions: [HostedExecution.Action], of position: Int) {
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
    func settle(_ execution: OperationID, _ outcome: ExecutionOutcome) {
        guard let answer = InvocationOutcome(outcome) else { return }
        for waiter in waiters.removeValue(forKey: execution) ?? [] {
            waiter.resume(returning: answer)
        }
        if let caller = callers.removeValue(forKey: execution) {
            finish(caller, with: ExecutionOutcome(ofChainedExecution: outcome))
        }
    }

    func setAlarm() {
        let next = executions.lazy.compactMap { execution in
            execution.nextTimer?.advanced(by: .zero - execution.skipped)
        }.min()
        if let moment = alarms.set(next) { todo.yield(.wake(moment)) }
    }
}

extension InvocationOutcome {
    /// What the caller of a durable function gets.
    init?(_ outcome: ExecutionOutcome?) {
        switch outcome {
        case .succeeded(let result): self = .succeeded(Array((result ?? "null").utf8))
        case .failed(let error), .timedOut(let error), .stopped(let error):
            self = .failed(FunctionFailure(error))
        case .continued, nil: return nil
        }
    }
}
