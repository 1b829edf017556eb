/// The execution has been told to end.
///
/// Every operation throws it from then on, except inside ``WorkflowContext/shield(_:_:)``.
public struct ExecutionCancelled: RecordableError, Hashable, CustomStringConvertible {
    /// Why, as whoever cancelled it has said.
    public let reason: String?

    static let type = "ExecutionCancelled"

    /// How it is recorded.
    public var errorObject: ErrorObject { ErrorObject(type: Self.type, message: reason) }

    /// The reason in one line.
    public var description: String {
        reason.map { "The execution was cancelled: \($0)" } ?? "The execution was cancelled."
    }

    init(reason: String?) {
        self.reason = reason
    }

    /// `nil` where the recorded error is another one.
    init?(_ error: ErrorObject) {
        guard error.type == Self.type else { return nil }
        reason = error.message
    }
}

extension ErrorObject {
    static let executionTimedOut = ErrorObject(
        type: "ExecutionTimedOut",
        message: "The execution took longer than it may."
    )
}
