import DurableExecution

/// Source: Lambda API reference, CheckpointDurableExecution.
struct CheckpointRequest: Sendable, Hashable, Codable {
    let checkpointToken: String
    var updates: [OperationUpdate]?
    var clientToken: String?

    private enum CodingKeys: String, CodingKey {
        case checkpointToken = "CheckpointToken"
        case updates = "Updates"
        case clientToken = "ClientToken"
    }
}

struct CheckpointAnswer: Sendable, Encodable {
    /// Absent when the execution has ended: there is nothing left to record.
    let checkpointToken: String?
    let state: Page<Operation>

    private enum CodingKeys: String, CodingKey {
        case checkpointToken = "CheckpointToken"
        case state = "NewExecutionState"
    }
}

/// Source: Lambda API reference, GetDurableExecutionState.
struct StateQuery: Hashable {
    let checkpointToken: String
    let marker: String?
    let maxItems: Int

    init(_ target: RequestTarget) throws(ServiceError) {
        guard let token = target["CheckpointToken"] else {
            throw .invalidParameter("CheckpointToken is missing.")
        }
        checkpointToken = token
        marker = target["Marker"]
        maxItems = try target.maxItems
    }
}

extension RequestTarget {
    /// Whether inputs, results and errors are asked for, as they are unless they are refused.
    var includesData: Bool { self["IncludeExecutionData"] != "false" }

    /// 1 to 1,000 items a page, 100 unless told otherwise.
    var maxItems: Int {
        get throws(ServiceError) {
            guard let text = self["MaxItems"] else { return 100 }
            guard let number = Int(text), (0...1000).contains(number) else {
                throw .invalidParameter("MaxItems is \(text); give 0 to 1000.")
            }
            return number == 0 ? 100 : number
        }
    }
}
