import DurableExecution

/// Source: Lambda API reference, `ExecutionStatus`.
package enum ExecutionStatus: String, Sendable, Codable {
    case running = "RUNNING"
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case timedOut = "TIMED_OUT"
    case stopped = "STOPPED"

    init(_ status: OperationStatus) {
        self =
            switch status {
            case .succeeded: .succeeded
            case .failed, .cancelled: .failed
            case .timedOut: .timedOut
            case .stopped: .stopped
            case .started, .pending, .ready: .running
            }
    }
}
