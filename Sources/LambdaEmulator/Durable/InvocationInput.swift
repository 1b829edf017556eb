import DurableExecution

/// The payload of an invocation on behalf of an execution.
///
/// Source: AWS durable execution language SDK specification, "Invocation input".
struct InvocationInput: Encodable {
    let arn: String
    let checkpointToken: String
    var state: Page<Operation>
    let updated: [OperationID]

    private enum CodingKeys: String, CodingKey {
        case arn = "DurableExecutionArn"
        case checkpointToken = "CheckpointToken"
        case state = "InitialExecutionState"
        case updated = "UpdatedOperationIds"
    }

    /// The JSON; what does not fit into an invocation is left for the function to fetch.
    var payload: [UInt8] {
        let whole = WireJSON.encodePayload(self)
        guard whole.count > InvokeRequest.largestPayload else { return whole }
        var empty = self
        empty.state = Page(items: [], nextMarker: Page<Operation>.start)
        return WireJSON.encodePayload(empty)
    }
}

/// A part of the operations of an execution.
struct Page<Item> {
    let items: [Item]
    /// Where the next part begins; `nil` at the end.
    let nextMarker: String?

    static var start: String { "0" }
}

extension Page: Sendable where Item: Sendable {}

extension Page: Encodable where Item == Operation {
    private enum CodingKeys: String, CodingKey {
        case items = "Operations"
        case nextMarker = "NextMarker"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        try container.encodeIfPresent(nextMarker, forKey: .nextMarker)
    }
}
