import DurableExecution

/// Executions of which nothing outlives this process.
extension LocalHost {
    /// Starts an execution that nothing is recorded of; one that runs under the name is found instead.
    func startTransient(
        _ workflow: HostedWorkflow,
        _ name: ExecutionName,
        input: String?,
        timeout: Duration? = nil,
        trace: TraceParent? = nil,
        caller: TransientRun.Caller? = nil
    ) throws -> TransientRun {
        let id = ExecutionID(workflow: workflow.name, name: name)
        let run = try transients.open(id) {
            TransientRun(
                id,
                workflow,
                input: input,
                timeout: timeout ?? workflow.settings.timeout,
                trace: trace,
                caller: caller,
                on: self
            )
        }
        guard input.saysTheSame(as: run.input) else { throw InputConflict(name: name) }
        ring()
        return run
    }

    func carryOn(_ run: TransientRun) async {
        await run.run()
        transients.remove(run.id)
        announcements.announce(run.id)
        ring()
    }

    /// Answers a callback, wherever its execution is.
    func tell(_ token: CallbackToken, _ event: OutsideEvent) async throws {
        guard let id = ExecutionID(holding: token), let run = transients[id] else {
            try await store.tell(holder: token, event)
            return ring()
        }
        try run.tell(event)
    }
}

extension ErrorObject {
    static let runtimeStopped = ErrorObject(
        type: "RuntimeStopped",
        message: "The runtime has stopped, and nothing of a transient execution outlives it."
    )
}
