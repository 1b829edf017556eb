package import AWSClient
package import DurableExecution

/// Brings an execution back later, through the delay of a queue's message.
///
/// A queue delays for a quarter of an hour at most. A later moment is reached in several hops:
/// a wake-up that finds nothing to do yet sends the next one.
package struct WakeUps: WakeUpPort {
    let client: AWSClient
    let queueURL: String

    package init(client: AWSClient, queueURL: String) {
        self.client = client
        self.queueURL = queueURL
    }

    /// Wakes an execution as soon as possible.
    package func wake(_ execution: String) async throws {
        try await wake(ExecutionID(rawValue: execution), after: .zero)
    }

    package func wake(_ execution: ExecutionID, after delay: Duration) async throws {
        let message = SQS.SendMessage(
            queueURL: queueURL,
            body: Envelope.Wake(execution).event.text,
            delay: min(max(.zero, .seconds(delay.wholeSeconds)), .minutes(15)),
            // A repeated wake-up does nothing.
            isIdempotent: true
        )
        _ = try await client.send(message)
    }
}
