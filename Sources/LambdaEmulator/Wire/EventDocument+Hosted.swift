import DurableExecution
import DurableHistory

extension EventDocument {
    /// An event of an execution that the emulator keeps.
    init(_ event: HistoryEvent, of execution: HostedExecution, withData: Bool) {
        self.init(event, withData: withData)
        switch event.kind {
        case .executionStarted:
            details.executionTimeout = execution.timeLimit?.wholeSeconds
        case .invokeStarted:
            let callee = execution.callees[event.operation]
            details.executedVersion = callee?.version
            details.executionARN = callee?.executionARN
        default: break
        }
    }
}
