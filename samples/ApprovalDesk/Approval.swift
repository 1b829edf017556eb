import DurableClient
import LambdaEvents

/// A document and how its approval stands, as the API shows it.
struct Approval: Encodable {
    var name: String
    var status: String
    var document: JSONValue
    var submitted: ISO8601Timestamp
    var expires: ISO8601Timestamp?
    var outcome: JSONValue?
    /// Where the next page goes on.
    var cursor: String

    init(_ execution: ExecutionSnapshot<JSONValue, JSONValue>) throws {
        name = execution.name
        status = execution.decision == nil ? execution.status.rawValue : "PENDING"
        document = try execution.input
        submitted = ISO8601Timestamp(execution.startedAt)
        expires = execution.decision?.expiresAt.map { ISO8601Timestamp($0) }
        outcome = try execution.result
        cursor = execution.cursor
    }
}

/// What an approver says; the workflow reads the same form.
struct Decision: Codable {
    var approved: Bool
    var by: String
    var comments: String?
}
