import DurableExecution

/// AWS's service would refuse what an operation is to record.
struct PayloadTooLarge: Error, CustomStringConvertible {
    private let operation: String
    private let bytes: Int

    /// Source: Lambda API reference, the lengths of `OperationUpdate.Payload`; a child's result is replayed instead.
    private static let limit = 262_144

    static func check(_ update: OperationUpdate) throws(PayloadTooLarge) {
        switch update.change {
        case .succeedStep(let result?), .continueStep(let result?, _):
            let bytes = result.utf8.count
            guard bytes <= limit else {
                throw PayloadTooLarge(operation: update.name ?? update.id.rawValue, bytes: bytes)
            }
        default: break
        }
    }

    private init(operation: String, bytes: Int) {
        self.operation = operation
        self.bytes = bytes
    }

    var description: String {
        "The result of '\(operation)' has \(bytes) bytes, and AWS's durable functions service keeps \(Self.limit) of a "
            + "step. Put it into a bucket and return its key, make it in a child context, which is run again instead, "
            + "or keep executions in a DynamoDB table."
    }

    /// How the execution ends: trying again would make the same result.
    var errorObject: ErrorObject { ErrorObject(type: "PayloadTooLarge", message: description) }
}
