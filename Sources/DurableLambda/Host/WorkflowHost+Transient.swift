import DurableExecution
import LambdaRuntime

extension WorkflowHost {
    /// Runs a workflow from beginning to end in this invocation.
    ///
    /// It ends in time to say that it has timed out, or that it goes on as new, which without a store
    /// means here and now.
    func runTransient(
        _ workflow: HostedWorkflow,
        _ name: ExecutionName,
        _ input: String?,
        _ trace: TraceParent?,
        _ invocation: Invocation
    ) async throws -> [UInt8] {
        let execution = ExecutionID(workflow: workflow.name, name: name)
        let end = Timestamp(millisecondsSinceEpoch: invocation.deadlineMilliseconds - 100)
        var input = input
        while true {
            let left = max(Timestamp.now.duration(to: end), .milliseconds(1))
            let transient = TransientExecution(
                execution,
                input: input,
                timeout: min(left, workflow.settings.timeout ?? left),
                trace: trace,
                now: { .now }
            )
            let outcome = await transient.run(workflow)
            guard case .continued(let next) = outcome else {
                return try response(execution, .ended(outcome))
            }
            input = next
        }
    }
}
