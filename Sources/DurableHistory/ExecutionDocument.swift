package import DurableExecution

/// An execution as GetDurableExecution and ListDurableExecutionsByFunction show it.
///
/// Source: Lambda API reference, `Execution`.
package struct ExecutionDocument: Sendable, Codable {
    package var arn: String
    package var name: String
    package var functionARN: String
    package var status: ExecutionStatus
    package var startedAt: Timestamp
    package var endedAt: Timestamp?
    package var input: String?
    package var result: String?
    package var error: ErrorObject?
    package var version: String?
    /// Not one of AWS's.
    package var tags: [String]?

    package init(
        arn: String,
        name: String,
        functionARN: String,
        status: ExecutionStatus,
        startedAt: Timestamp,
        endedAt: Timestamp?,
        version: String? = nil,
        tags: [String]? = nil
    ) {
        self.arn = arn
        self.name = name
        self.functionARN = functionARN
        self.status = status
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.version = version
        self.tags = tags
    }

    private enum CodingKeys: String, CodingKey {
        case arn = "DurableExecutionArn"
        case name = "DurableExecutionName"
        case functionARN = "FunctionArn"
        case status = "Status"
        case startedAt = "StartTimestamp"
        case endedAt = "EndTimestamp"
        case input = "InputPayload"
        case result = "Result"
        case error = "Error"
        case version = "Version"
        case tags = "Tags"
    }

    /// The name of the function, out of its ARN; of one that has no ARN, the workflow.
    package var functionName: String {
        let parts = functionARN.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 7, parts[0] == "arn" else { return functionARN }
        return String(parts[6])
    }
}

/// One page of a list of executions.
///
/// Source: Lambda API reference, ListDurableExecutionsByFunction.
package struct ExecutionPage: Sendable, Codable {
    package let executions: [ExecutionDocument]
    package let nextMarker: String?

    package init(executions: [ExecutionDocument], nextMarker: String?) {
        self.executions = executions
        self.nextMarker = nextMarker
    }

    private enum CodingKeys: String, CodingKey {
        case executions = "DurableExecutions"
        case nextMarker = "NextMarker"
    }
}
