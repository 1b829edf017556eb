import AWSClient
import DurableExecution
import JSONCoding

/// Runs workflows whose executions AWS's durable functions service keeps.
struct NativeHost: Sendable {
    let client: AWSClient

    /// An error thrown from here makes the service invoke again.
    func handle(_ event: [UInt8], _ workflow: HostedWorkflow) async throws -> [UInt8] {
        let envelope = try JSON.decode(NativeEnvelope.self, from: event)
        let port = NativePort(client: client, envelope: envelope)
        let session = try await ExecutionSession(
            of: envelope.arn,
            port: port,
            token: CheckpointToken(rawValue: envelope.token),
            now: { .now },
            polling: .forAnswersToo,
            trace: workflow.isObserved ? envelope.trace : nil
        )
        session.start(workflow)
        let settlement = await session.settlement()
        // The process lives on: it keeps nothing of an execution that is to go on elsewhere.
        defer { session.abandon() }
        switch settlement {
        case .ended(let outcome): return try await answer(outcome, port, session.token)
        case .blocked, .superseded: return try NativeAnswer.pending.json
        case .failed(let error as AWSError) where error.isFinalForExecution:
            return try NativeAnswer(failure: ErrorObject(error)).json
        case .failed(let error as PayloadTooLarge):
            return try NativeAnswer(failure: error.errorObject).json
        case .failed(let error): throw error
        }
    }

    /// An outcome too large to answer with is recorded instead.
    private func answer(
        _ outcome: ExecutionOutcome,
        _ port: NativePort,
        _ token: CheckpointToken
    ) async throws -> [UInt8] {
        let answer = NativeAnswer(outcome)
        let json = try answer.json
        guard json.count > NativeAnswer.largestSize else { return json }
        let update = OperationUpdate(id: .execution, change: answer.change)
        _ = try await port.checkpoint([update], against: token)
        return try answer.withoutData.json
    }
}

extension AWSError {
    /// Whether trying the invocation again leads to the same refusal.
    ///
    /// Source: AWS durable execution language SDK specification, error classification.
    var isFinalForExecution: Bool {
        if code.rawValue.hasPrefix("KMS") { return true }
        let isTokenSpent = message.hasPrefix("Invalid checkpoint token")
        guard cause == .permanent, !isTokenSpent, let status else { return false }
        return 400..<500 ~= status
    }
}

extension ErrorObject {
    fileprivate init(_ error: AWSError) {
        self.init(type: error.code.rawValue, message: error.message)
    }
}
