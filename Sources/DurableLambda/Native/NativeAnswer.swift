import DurableExecution
import JSONCoding

/// What a function answers to AWS's durable functions service.
struct NativeAnswer: Encodable {
    private enum Status: String, Encodable {
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case pending = "PENDING"
    }

    /// Source: Lambda quotas, response payload.
    static let largestSize = 6_291_556 - 50

    private let status: Status
    private var result: String?
    private var error: ErrorObject?

    static let pending = NativeAnswer(status: .pending)

    init(_ outcome: ExecutionOutcome) {
        switch outcome {
        case .succeeded(let result): self.init(status: .succeeded, result: result)
        case .failed(let error), .timedOut(let error), .stopped(let error):
            self.init(failure: error)
        case .continued: self.init(failure: .cannotContinue)
        }
    }

    init(failure: ErrorObject) {
        self.init(status: .failed, error: failure)
    }

    private init(status: Status, result: String? = nil, error: ErrorObject? = nil) {
        self.status = status
        self.result = result
        self.error = error
    }

    private enum CodingKeys: String, CodingKey {
        case status = "Status"
        case result = "Result"
        case error = "Error"
    }

    var json: [UInt8] {
        get throws { try JSON.encode(self) }
    }

    /// The same said by a checkpoint.
    var change: OperationUpdate.Change {
        if let error { .failExecution(error) } else { .succeedExecution(result: result) }
    }

    /// What is left to say when a checkpoint has said the rest.
    var withoutData: NativeAnswer {
        var answer = self
        answer.result = result.map { _ in "" }
        answer.error = error.map { ErrorObject(type: $0.type, message: nil) }
        return answer
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
