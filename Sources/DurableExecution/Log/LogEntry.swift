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

    package enum Content: Sendable, Hashable {
        /// The first entry: the execution comes into being, owned by whoever wrote it.
        case start(Start)
        /// The owner's updates.
        case batch([OperationUpdate])
        /// The owner has nothing it could run and lets go.
        case suspension
        /// Somebody outside answers a callback.
        case answer(CallbackToken, Answer)
        /// A function that an operation has called is done.
        case invoked(OperationID, ExecutionOutcome)
        /// A new owner takes over.
        case seal(Owner)
    }

    package struct Start: Sendable, Hashable, Codable {
        var workflow: String
        var name: ExecutionName
        var input: String?
        /// What callback tokens are made from, so that nobody can guess one.
        var secret: String
        var owner: Owner
    }

    /// Who may append: the last to have started or sealed the log.
    package struct Owner: Sendable, Hashable, Codable {
        /// Its Lambda deadline: before it, a takeover is not even tried.
        var deadline: Timestamp
    }

    package enum Answer: Sendable, Hashable {
        case succeeded(String?)
        case failed(ErrorObject)

        var completion: CallbackCompletion {
            switch self {
            case .succeeded(let result): .succeeded(result: result)
            case .failed(let error): .failed(error)
            }
        }
    }
}

extension LogEntry {
    /// Whoever owns the execution takes it in and goes on.
    var isFromOutside: Bool {
        switch content {
        case .answer, .invoked: true
        case .start, .batch, .suspension, .seal: false
        }
    }
}
