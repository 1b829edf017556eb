import DurableExecution

/// Functions that executions call: a durable one becomes an execution of its own, any other an
/// invocation.
extension DurableService {
    func call(_ call: ChainedCall, for position: Int) {
        let caller = Caller(position: position, operation: call.operation)
        let reference = FunctionReference(call.target.function)
        guard let function = functions.first(where: { $0.name == reference?.name }) else {
            return finish(caller, with: .failed(.functionNotFound(call.target.function)))
        }
        let version = reference?.qualifier ?? "$LATEST"
        guard function.isDurable else {
            let own = executions[position].identity.arn
            note(Callee(version: version, executionARN: own), for: caller)
            todo.yield(.call(caller, function: function.name, invocation(call, function)))
            return
        }
        do throws(ServiceError) {
            let identity = try start(function, name: nil, input: call.payload, for: caller)
            note(Callee(version: version, executionARN: identity.arn), for: caller)
        } catch {
            finish(caller, with: .failed(ErrorObject(type: error.code, message: error.message)))
        }
    }

    func carryOut(_ invocation: Invocation, of function: String, for caller: Caller) async {
        let reply = await invoke(function, invocation)
        guard !Task.isCancelled else { return }
        finish(caller, with: ExecutionOutcome(ofCall: reply.outcome))
    }

    func finish(_ caller: Caller, with outcome: ExecutionOutcome) {
        change(caller.position) {
            $0.finishCall(caller.operation, with: outcome.limitedToChainedCall, at: $1)
        }
    }

    private func note(_ callee: Callee, for caller: Caller) {
        executions[caller.position].callees[caller.operation] = callee
    }

    private func invocation(_ call: ChainedCall, _ function: FunctionDefinition) -> Invocation {
        Invocation(
            requestID: makeID(),
            payload: call.payload,
            functionARN: FunctionReference.arn(function.name),
            traceID: TraceID.make(from: makeID()),
            tenantID: call.target.tenantID
        )
    }
}
