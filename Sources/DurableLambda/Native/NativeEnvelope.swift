import DurableExecution

/// The event with which AWS's durable functions service invokes a function.
///
/// Source: Lambda Developer Guide, durable functions, invocation input.
struct NativeEnvelope: Decodable {
    var arn: String
    var token: String
    var state: State

    struct State: Decodable {
        var operations: [Operation]?
        var nextMarker: String?

        private enum CodingKeys: String, CodingKey {
            case operations = "Operations"
            case nextMarker = "NextMarker"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case arn = "DurableExecutionArn"
        case token = "CheckpointToken"
        case state = "InitialExecutionState"
    }
}
