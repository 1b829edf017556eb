package import AWSClient
package import DurableExecution

/// Brings an execution back later.
///
/// A queue delays a message for a quarter of an hour at most. A later moment is reached through a
/// schedule of EventBridge Scheduler, or where there is none in several hops: a wake-up that finds
/// nothing to do yet sends the next one.
package struct WakeUps: WakeUpPort {
    let client: AWSClient
    let queueURL: String
    let schedules: Schedules?

    private static let longestDelay = Duration.minutes(15)

    package init(client: AWSClient, queueURL: String, schedules: Schedules? = nil) {
        self.client = client
        self.queueURL = queueURL
        self.schedules = schedules
    }

    /// Wakes an execution as soon as possible.
    package func wake(_ execution: String) async throws {
        try await wake(ExecutionID(rawValue: execution), after: .zero)
    }

    package func wake(_ execution: ExecutionID, after delay: Duration) async throws {
        if let schedules, delay > Self.longestDelay {
            return try await schedules.wake(execution, after: delay)
        }
        let message = SQS.SendMessage(
            queueURL: queueURL,
            body: Envelope.Wake.execution(execution).event.text,
            delay: min(max(.zero, .seconds(delay.wholeSeconds)), Self.longestDelay),
            // A repeated wake-up does nothing.
            isIdempotent: true
        )
        _ = try await client.send(message)
    }
}
