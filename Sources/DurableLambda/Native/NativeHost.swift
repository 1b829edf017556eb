import AWSClient
import DurableExecution
import FoundationEssentials

/// Runs workflows whose executions AWS's durable functions service keeps.
struct NativeHost: Sendable {
    let client: AWSClient

    /// An error thrown from here makes the service invoke again.
    func handle(_ event: [UInt8], _ workflow: HostedWorkflow) async throws -> [UInt8] {
        let envelope = try JSONDecoder().decode(NativeEnvelope.self, from: Data(event))
        let session = try await ExecutionSession(
            of: envelope.arn,
            port: NativePort(client: client, envelope: envelope),
            token: CheckpointToken(rawValue: envelope.token),
            now: { .now }
        )
        session.start(workflow)
        let answer: NativeAnswer =
            switch await session.settlement() {
            case .ended(let outcome): NativeAnswer(outcome)
            case .blocked, .superseded: .pending
            case .failed(let error): throw error
            }
        return Array(try JSONEncoder().encode(answer))
    }
}
