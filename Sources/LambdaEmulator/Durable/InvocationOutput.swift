import DurableExecution

/// What a durable function answers to an invocation.
///
/// Source: AWS durable execution language SDK specification, "Invocation output".
enum InvocationOutput: Hashable {
    case succeeded(result: String?)
    case failed(ErrorObject)
    case pending
}

extension InvocationOutput: Decodable {
    private enum CodingKeys: String, CodingKey {
        case status = "Status"
        case result = "Result"
        case error = "Error"
    }

    private enum Status: String, Decodable {
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case pending = "PENDING"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Status.self, forKey: .status) {
        case .succeeded:
            self = .succeeded(result: try container.decodeIfPresent(String.self, forKey: .result))
        case .failed:
            let error = try container.decodeIfPresent(ErrorObject.self, forKey: .error)
            self = .failed(error ?? ErrorObject(type: nil, message: nil))
        case .pending: self = .pending
        }
    }
}
