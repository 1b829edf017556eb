/// What is told of a workflow's executions while they run: measurements, or a trace.
///
/// ```swift
/// Workflows.host(approval.observed(by: .tracing, .metrics))
/// ```
///
/// The modules `DurableTracing` and `DurableMetrics` have one each. A workflow that is not observed pays
/// nothing for it.
public struct WorkflowObserver: Sendable {
    package let port: any ObserverPort

    package init(_ port: any ObserverPort) {
        self.port = port
    }
}

extension Workflow {
    /// The workflow, with observers that are told of its executions.
    public func observed(by observers: WorkflowObserver...) -> Workflow {
        Workflow(hosted: hosted.observed(by: observers))
    }
}

extension HostedWorkflow {
    /// The workflow, with observers that are told of its executions.
    public func observed(by observers: [WorkflowObserver]) -> HostedWorkflow {
        var workflow = self
        workflow.observers += observers.map(\.port)
        return workflow
    }
}
