/// What the state of a stack means for whoever wants to change it.
///
/// | status | what to do |
/// |---|---|
/// | none, `REVIEW_IN_PROGRESS` | create it |
/// | `…_IN_PROGRESS` | wait: another deployment, or one of ours that was cut off |
/// | `ROLLBACK_COMPLETE`, `ROLLBACK_FAILED`, `CREATE_FAILED` | nothing is in it: delete it, then create it |
/// | `…_COMPLETE` | update it |
/// | `UPDATE_ROLLBACK_FAILED`, `DELETE_FAILED`, others | a person must look |
///
/// Source: CloudFormation user guide, "Stack status codes".
enum StackMove: Hashable {
    case create
    case update
    case wait
    case deleteFirst
    case giveUp

    init(status: String?) {
        switch status {
        case nil, "REVIEW_IN_PROGRESS", "DELETE_COMPLETE": self = .create
        case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED": self = .deleteFirst
        case "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE",
            "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE", "UPDATE_FAILED":
            self = .update
        case .some(let status): self = status.hasSuffix("_IN_PROGRESS") ? .wait : .giveUp
        }
    }
}

/// How a deployment that was carried out has ended.
enum StackEnd: Hashable {
    case goesOn
    case succeeded
    case failed

    init(status: String) {
        switch status {
        case "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "DELETE_COMPLETE":
            self = .succeeded
        default: self = status.hasSuffix("_IN_PROGRESS") ? .goesOn : .failed
        }
    }
}
