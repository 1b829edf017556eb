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

extension ErrorObject {
    fileprivate static let cannotContinue = ErrorObject(
        type: "ContinueAsNewUnavailable",
        message: """
            AWS's durable functions service cannot carry an execution on as a new one; invoke the \
            function again as the last step, or keep executions in DynamoDB.
            """
    )
}

/// What a function answers to the service.
struct NativeAnswer: Encodable {
    var status: String
    var result: String?
    var error: ErrorObject?

    static let pending = NativeAnswer(status: "PENDING")

    init(_ outcome: ExecutionOutcome) {
        switch outcome {
        case .succeeded(let result): self.init(status: "SUCCEEDED", result: result)
        case .failed(let error), .timedOut(let error), .stopped(let error):
            self.init(status: "FAILED", error: error)
        case .continued: self.init(status: "FAILED", error: .cannotContinue)
        }
    }

    private init(status: String, result: String? = nil, error: ErrorObject? = nil) {
        self.status = status
        self.result = result
        self.error = error
    }

    private enum CodingKeys: String, CodingKey {
        case status = "Status"
        case result = "Result"
        case error = "Error"
    }
}
