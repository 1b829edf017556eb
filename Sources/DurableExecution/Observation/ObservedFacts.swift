extension Operation {
    /// Why it has failed, where it has.
    package var failure: ErrorObject? {
        switch state {
        case .execution: outcome?.failure
        case .step(.failed(_, let error)), .context(.failed(let error)),
            .callback(.failed(_, let error)), .callback(.timedOut(_, let error)),
            .invoke(.failed(let error)), .invoke(.timedOut(let error)),
            .invoke(.stopped(let error)):
            error
        case .step, .context, .wait, .callback, .invoke: nil
        }
    }
}

extension ExecutionOutcome {
    /// Why the execution did not come to its own end, where it did not.
    package var failure: ErrorObject? {
        switch self {
        case .failed(let error), .timedOut(let error), .stopped(let error): error
        case .succeeded, .continued: nil
        }
    }

    /// The wire name of how it has ended.
    package var status: OperationStatus { state.status }
}

extension ObservedRun.End {
    /// How it is called where runs are counted and traced.
    package var name: String {
        switch self {
        case .ended: "ended"
        case .suspended: "suspended"
        case .handedOver: "handed over"
        case .lost: "lost"
        }
    }
}

extension HostedWorkflow {
    /// Whether anybody is told of its executions.
    package var isObserved: Bool { !observers.isEmpty }

    /// What whoever asks is at, where one of those who are told of executions knows.
    package var currentTrace: TraceParent? { observers.lazy.compactMap(\.currentTrace).first }
}

extension WorkflowContext {
    /// What tells this execution from every other.
    package var execution: String { session.execution }
}

extension StepAttempt {
    /// What tells the step's execution from every other, and the step from others in it.
    package var place: (execution: String, operation: String) { (execution, operation.rawValue) }
}
