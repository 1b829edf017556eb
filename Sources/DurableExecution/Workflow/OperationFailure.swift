/// A durable operation failed for good.
///
/// It carries the recorded form of the cause, so the first run and every replay see the same.
public struct OperationFailure: Error, Hashable, Codable, CustomStringConvertible {
    /// The name the operation was given.
    public let operation: String
    /// What was recorded.
    public let error: ErrorObject

    /// The cause in one line.
    public var description: String {
        "\(operation): \(error.message ?? error.type ?? "failed without a message")"
    }
}

extension OperationFailure: RecordableError {
    /// The cause itself: passing a failure on does not change it.
    public var errorObject: ErrorObject { error }
}

/// What a failed operation throws: a cancellation as itself, anything else as it was recorded.
func failure(of operation: String, _ error: ErrorObject) -> any Error {
    ExecutionCancelled(error) ?? OperationFailure(operation: operation, error: error)
}
