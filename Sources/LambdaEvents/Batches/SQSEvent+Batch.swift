import JSONCoding

extension SQSEvent.Message {
    /// Reads the body as JSON; throws `DecodingError` where it does not fit.
    public func decodeBody<Body: Decodable>(as type: Body.Type = Body.self) throws -> Body {
        try JSON.decode(type, from: body)
    }
}

extension SQSEvent {
    /// Hands the messages to `body` one after another, and goes on where one fails.
    ///
    /// In a FIFO queue the messages that follow a failed one in its group fail unseen, so that the
    /// order holds.
    ///
    /// - Returns: the answer that has the queue deliver the failed messages again.
    public func forEachMessage(
        _ body: (Message) async throws -> Void,
        onFailure: (Message, any Error) -> Void = { _, _ in }
    ) async -> BatchResponse {
        var failures: [Message] = []
        var closedGroups: Set<String> = []
        for message in records {
            if let group = message.orderedGroup, closedGroups.contains(group) {
                failures.append(message)
                continue
            }
            do {
                try await body(message)
            } catch {
                onFailure(message, error)
                failures.append(message)
                if let group = message.orderedGroup { closedGroups.insert(group) }
            }
        }
        return BatchResponse(failures: failures)
    }
}

extension SQSEvent.Message {
    /// The group in which the order matters; standard queues have groups too, without an order.
    fileprivate var orderedGroup: String? {
        eventSourceARN.hasSuffix(".fifo") ? attributes.messageGroupID : nil
    }
}
