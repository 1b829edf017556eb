/// One entry of an execution's log; its place in the log is its sequence number.
///
/// Appending is one conditional write, which is also the fence: whoever finds the number taken
/// reads what took it. An event is absorbed and the append tried again at the next number; a
/// seal means that another owner has the execution.
package struct LogEntry: Sendable, Hashable {
    /// Random, so that a writer whose answer was lost recognises its own entry.
    package var nonce: String
    package var time: Timestamp
    package var content: Content

    package init(nonce: String, time: Timestamp, content: Content) {
        self.nonce = nonce
        self.time = time
        self.content = content
    }

    package enum Content: Sendable, Hashable {
        /// The first entry: the execution comes into being.
        case start(Start)
        /// The owner's updates.
        case batch([OperationUpdate])
        /// The owner has nothing it could run and lets go.
        case suspension
        /// Something has happened outside; whoever owns the execution takes it in and goes on.
        case event(OutsideEvent)
        /// A new owner takes over.
        case seal(Owner)
    }

    package struct Start: Sendable, Hashable {
        package var workflow: String
        package var name: ExecutionName
        package var input: String?
        /// What callback tokens are made from, so that nobody can guess one.
        var secret: String
        package var options: StartOptions
        /// Who runs it; nobody yet when it is only asked for.
        var owner: Owner?
        /// What it begins with, where it is a fork.
        package internal(set) var fork: Fork?
    }

    /// What an execution begins with that goes on where another one stood.
    package struct Fork: Sendable, Hashable {
        package var origin: ExecutionID
        /// When the code of the origin began, and so this one's by its own reckoning.
        var startedAt: Timestamp
        /// What the origin had recorded after its start.
        var entries: [LogEntry]
    }

    /// Who may append: the last to have started or sealed the log.
    package struct Owner: Sendable, Hashable {
        /// Before it, a takeover is not even tried: a Lambda invocation's deadline.
        package var deadline: Timestamp
        /// The process on this machine that holds the execution, where the store can tell whether
        /// it is alive.
        package var process: Int64?

        package init(deadline: Timestamp, process: Int64? = nil) {
            self.deadline = deadline
            self.process = process
        }
    }
}

extension LogEntry {
    /// Whoever owns the execution takes it in and goes on.
    package var isFromOutside: Bool {
        if case .event = content { true } else { false }
    }
}
