/// Why a checkpoint was refused; nothing of it was applied.
package enum InvalidUpdate: Error, Hashable {
    case executionEnded
    case executionUpdateNotLast
    case duplicateID(OperationID)
    case invalidParent(OperationID)
    case inconsistent(OperationID, member: String)
    case cannotStart(OperationID, OperationType)
    case cannotClose(OperationID, OperationType)
    case cannotRetry(OperationID)
}

extension InvalidUpdate: CustomStringConvertible {
    /// The words of AWS's service where it has some.
    package var description: String {
        switch self {
        case .executionEnded: "The execution has ended; nothing more can be recorded in it."
        case .executionUpdateNotLast: "EXECUTION checkpoint must be the last update."
        case .duplicateID: "Cannot checkpoint multiple operations with the same ID."
        case .invalidParent: "Invalid parent operation id."
        case .inconsistent(_, let member): "Inconsistent operation \(member)."
        case .cannotStart(_, .step): "Invalid current STEP state to start."
        case .cannotStart(_, let type):
            "Cannot start a \(type.rawValue) operation that already exist."
        case .cannotClose(_, let type): "Invalid current \(type.rawValue) state to close."
        case .cannotRetry: "Invalid current STEP state to re-attempt."
        }
    }
}
