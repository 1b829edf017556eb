import DurableExecution
import DurableHistory

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
