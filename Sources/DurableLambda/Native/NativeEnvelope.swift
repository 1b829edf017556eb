import DurableExecution
import JSONCoding

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

    /// What whoever has started the execution was at, where that was an HTTP request: the service tells
    /// every invocation the input, and no trace but the invocation's.
    var trace: TraceParent? {
        let input = state.operations?.first { $0.type == .execution }?.input
        // An input that is no JSON is no event of a request.
        return input.flatMap { try? JSON(parsing: Array($0.utf8)) }
            .flatMap(TraceParent.init(ofRequestIn:))
    }

    private enum CodingKeys: String, CodingKey {
        case arn = "DurableExecutionArn"
        case token = "CheckpointToken"
        case state = "InitialExecutionState"
    }
}
