/// A name that every store and AWS's service accept.
///
/// Source: Lambda API reference, `OperationUpdate.Name` (1–256 printable ASCII characters).
struct OperationName {
    let text: String

    init(_ text: String) throws(InvalidOperation) {
        guard (1...256).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else {
            throw InvalidOperation(
                "'\(text)' cannot name an operation: use 1 to 256 printable ASCII characters."
            )
        }
        self.text = text
    }
}

/// A durable operation was asked for with an argument that cannot be right.
public struct InvalidOperation: RecordableError, CustomStringConvertible {
    /// What is wrong and what to write instead.
    public let description: String

    init(_ description: String) {
        self.description = description
    }

    /// What is recorded where a workflow does not catch it.
    public var errorObject: ErrorObject {
        ErrorObject(type: "InvalidOperation", message: description)
    }
}
