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

    /// The name of the function, out of its ARN.
    package var functionName: String {
        FunctionReference(functionARN)?.name ?? functionARN
    }
}

extension ExecutionDocument {
    init(summaryOf execution: HostedExecution) {
        self.init(
            arn: execution.identity.arn,
            name: execution.identity.name,
            functionARN: execution.identity.functionARN,
            status: execution.status,
            startedAt: execution.record.startedAt,
            endedAt: execution.record.execution.endedAt
        )
    }

    /// `withData` includes input, result and error.
    init(_ execution: HostedExecution, withData: Bool) {
        self.init(summaryOf: execution)
        version = "$LATEST"
        guard withData else { return }
        input = String(decoding: execution.input, as: UTF8.self)
        switch execution.record.execution.outcome {
        case .succeeded(let result): self.result = result
        case .failed(let error), .timedOut(let error), .stopped(let error): self.error = error
        case .continued, nil: break
        }
    }
}

package struct ExecutionPage: Sendable, Codable {
    package let executions: [ExecutionDocument]
    package let nextMarker: String?

    private enum CodingKeys: String, CodingKey {
        case executions = "DurableExecutions"
        case nextMarker = "NextMarker"
    }
}
