import DurableExecution

/// An execution in this process.
struct Held: Sendable {
    let id: ExecutionID
    let log: OwnedLog
    let session: ExecutionSession
}
