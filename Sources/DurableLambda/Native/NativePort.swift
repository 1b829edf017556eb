import AWSClient
import DurableExecution
import JSONCoding

/// An execution that AWS's durable functions service keeps: the two verbs, passed through.
struct NativePort: ExecutionPort {
    let client: AWSClient
    let envelope: NativeEnvelope

    /// The first operations come with the event, the rest in pages as large as the service grants.
    ///
    /// Source: Lambda API reference, GetDurableExecutionState (MaxItems).
    func loadState(against token: CheckpointToken) async throws -> [Operation] {
        var operations = envelope.state.operations ?? []
        var marker = envelope.state.nextMarker
        while let next = marker, !next.isEmpty {
            let call = LambdaAPI.GetDurableExecutionState(
                arn: envelope.arn,
                checkpointToken: token.rawValue,
                marker: next,
                maximumItems: 1000
            )
            let page = try decode(NativeEnvelope.State.self, try await client.send(call))
            operations += page.operations ?? []
            marker = page.nextMarker
        }
        return operations
    }

    func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint {
        for update in updates { try PayloadTooLarge.check(update) }
        var token = token
        var changed: [Operation] = []
        for batch in CheckpointBatches(updates) {
            switch try await record(batch, against: token) {
            case .superseded: return .superseded
            case .recorded(let next, let news):
                token = next
                changed += news
            }
        }
        return .recorded(next: token, changed: changed)
    }

    private func record(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint {
        let request = Request(
            token: token.rawValue,
            updates: updates,
            clientToken: RandomBytes.make(count: 16).hexadecimal
        )
        let call = LambdaAPI.CheckpointDurableExecution(
            arn: envelope.arn,
            body: try JSON.encode(request),
            isIdempotent: true
        )
        let answer = try decode(Answer.self, try await client.send(call))
        guard let next = answer.token else { return .superseded }
        return .recorded(
            next: CheckpointToken(rawValue: next),
            changed: answer.state?.operations ?? []
        )
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ body: [UInt8]) throws -> Value {
        try JSON.decode(type, from: body)
    }

    private struct Request: Encodable {
        var token: String
        var updates: [OperationUpdate]
        /// Makes a repeated request harmless.
        var clientToken: String

        private enum CodingKeys: String, CodingKey {
            case token = "CheckpointToken"
            case updates = "Updates"
            case clientToken = "ClientToken"
        }
    }

    private struct Answer: Decodable {
        var token: String?
        var state: NativeEnvelope.State?

        private enum CodingKeys: String, CodingKey {
            case token = "CheckpointToken"
            case state = "NewExecutionState"
        }
    }
}
