/// What a session has to tell, where somebody listens.
extension ExecutionSession {
    /// - Returns: what the workflow's contexts need to have attempts observed.
    func beginObservation(of workflow: HostedWorkflow) -> ObservedAttempts? {
        guard !workflow.observers.isEmpty, mode != .replay else { return nil }
        let recorded = recordedOperations
        let run = ObservedRun(
            workflow: workflow.name,
            execution: execution,
            startedAt: startedAt,
            isResumed: recorded.count > 1,
            trace: trace ?? TraceParent(of: execution),
            now: { self.now }
        )
        let begun = Observation(workflow.observers, run, recorded: recorded)
        observation.withLock { $0 = begun }
        return ObservedAttempts(run: run, observers: workflow.observers)
    }

    func tellObservers(ofChanged operations: [Operation]) {
        observation.withLock { $0?.changed(operations) }
    }

    func tellObservers(ofPassed operation: Operation, isLast: Bool) {
        observation.withLock { $0?.passed(operation, isLast: isLast) }
    }

    /// The run is over; it is told once.
    func endObservation() {
        guard let observation = observation.withLock({ $0.take() }) else { return }
        switch change({ $0.end }) {
        case .ended(let outcome): observation.end(.ended(outcome))
        case .superseded, .failed: observation.end(.lost)
        case .blocked, nil: observation.end(hasStoppedShort ? .handedOver : .suspended)
        }
    }
}
