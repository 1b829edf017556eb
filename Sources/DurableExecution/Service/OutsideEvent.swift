/// What somebody other than its owner has to say to an execution.
package enum OutsideEvent: Sendable, Hashable {
    /// A callback is answered.
    case answer(CallbackToken, CallbackCompletion)
    /// A callback's answer is still being worked on: its heartbeat starts anew.
    case beat(CallbackToken)
    /// A function or workflow that an operation has called is over.
    case invoked(OperationID, ExecutionOutcome)
    /// A message for whichever operation waits for its name, now or later.
    case signal(Signal)
    /// The execution is to end, and may clean up first.
    case cancel(reason: String?)
    /// The execution ends at once.
    case stop(ErrorObject)
}

/// A message to an execution.
package struct Signal: Sendable, Hashable {
    package var name: String
    package var payload: String?

    package init(name: String, payload: String?) {
        self.name = name
        self.payload = payload
    }
}

/// An execution that has ended hears nothing more.
public struct ExecutionEnded: Error, Hashable, CustomStringConvertible {
    /// How it has ended.
    public let status: ExecutionStatus

    /// What it means.
    public var description: String { "The execution has ended already: \(status.rawValue)." }
}

/// The call that has ended is not one that the execution waits for.
package struct InvokeNotOpen: Error, Hashable, CustomStringConvertible {
    let operation: OperationID

    package var description: String { "Operation \(operation) waits for no function." }
}
