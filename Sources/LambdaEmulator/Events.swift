/// What the emulator tells whoever watches it.
package struct EmulatorEvent: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case processStarted
        case processEnded(ProcessEnd, left: Int)
        /// A line that the process wrote.
        case output(String)
        case invoked(requestID: String)
        case ended(requestID: String, InvocationOutcome)
        /// An asynchronous event failed and is tried again later.
        case willRetry(requestID: String, after: Duration)
        case gaveUp(requestID: String)
        case execution(name: String, ExecutionNews)
        /// By the queue's name.
        case queue(String, QueueNews)
        /// An API or a function URL has answered a request.
        case responded(String, status: Int, problem: String?)
    }

    /// What happens to a durable execution.
    package enum ExecutionNews: Sendable, Hashable {
        case started
        case suspended
        case resumed
        case callbackOpened(name: String?, token: String)
        case struck(Fault)
        case ended(status: String)
    }

    /// What happens to messages of a queue that a function is fed from.
    package enum QueueNews: Sendable, Hashable {
        /// A batch has been delivered; what is left comes again.
        case delivered(done: Int, left: Int)
        /// These are not for the function, and deleted.
        case filtered(Int)
        case undeleted(String)
        case unreachable(String)
    }

    /// The name of a function, or of an API or function URL.
    package let function: String
    package let kind: Kind
}
