/// The shape of an entry in the table: what every entry has, and one member named after its kind.
///
/// | kind | member |
/// |---|---|
/// | start | `"start": {"workflow": …, "name": …, "input": …, "secret": …, "owner": {"deadline": …}}` |
/// | batch | `"batch": [`updates in the shape of the Lambda API`]` |
/// | suspension | `"suspension": {}` |
/// | answer | `"answer": {"token": …, "result": …}` or `{"token": …, "error": {…}}` |
/// | invoked | `"invoked": {"id": …, "status": "SUCCEEDED", "result": …}` or `{…, "error": {…}}` |
/// | seal | `"seal": {"deadline": …}` |
extension LogEntry: Codable {
    private enum CodingKeys: String, CodingKey {
        case nonce, time
        case start, batch, suspension, answer, invoked, seal
    }

    private struct Nothing: Codable {}

    private struct AnswerForm: Codable {
        var token: CallbackToken
        var result: String?
        var error: ErrorObject?
    }

    private struct InvokedForm: Codable {
        var id: OperationID
        var status: OperationStatus
        var result: String?
        var error: ErrorObject?

        init(_ id: OperationID, _ outcome: ExecutionOutcome) {
            self.id = id
            status = outcome.state.status
            switch outcome {
            case .succeeded(let result): self.result = result
            case .failed(let error), .timedOut(let error), .stopped(let error): self.error = error
            }
        }

        var outcome: ExecutionOutcome {
            let error = error ?? .unexplained
            return switch status {
            case .timedOut: .timedOut(error)
            case .stopped: .stopped(error)
            case .succeeded: .succeeded(result: result)
            default: .failed(error)
            }
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        nonce = try container.decode(String.self, forKey: .nonce)
        time = try container.decode(Timestamp.self, forKey: .time)
        content = try Self.content(in: container)
    }

    private static func content(in container: KeyedDecodingContainer<CodingKeys>) throws -> Content
    {
        if let updates = try container.decodeIfPresent([OperationUpdate].self, forKey: .batch) {
            return .batch(updates)
        }
        if let start = try container.decodeIfPresent(Start.self, forKey: .start) {
            return .start(start)
        }
        if let owner = try container.decodeIfPresent(Owner.self, forKey: .seal) {
            return .seal(owner)
        }
        if let answer = try container.decodeIfPresent(AnswerForm.self, forKey: .answer) {
            return .answer(
                answer.token,
                answer.error.map(Answer.failed) ?? .succeeded(answer.result)
            )
        }
        if let form = try container.decodeIfPresent(InvokedForm.self, forKey: .invoked) {
            return .invoked(form.id, form.outcome)
        }
        guard container.contains(.suspension) else {
            throw InvalidLog.unreadable("an entry is of no known kind")
        }
        return .suspension
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(nonce, forKey: .nonce)
        try container.encode(time, forKey: .time)
        switch content {
        case .start(let start): try container.encode(start, forKey: .start)
        case .batch(let updates): try container.encode(updates, forKey: .batch)
        case .suspension: try container.encode(Nothing(), forKey: .suspension)
        case .answer(let token, .succeeded(let result)):
            try container.encode(AnswerForm(token: token, result: result), forKey: .answer)
        case .answer(let token, .failed(let error)):
            try container.encode(AnswerForm(token: token, error: error), forKey: .answer)
        case .invoked(let id, let outcome):
            try container.encode(InvokedForm(id, outcome), forKey: .invoked)
        case .seal(let owner): try container.encode(owner, forKey: .seal)
        }
    }
}
