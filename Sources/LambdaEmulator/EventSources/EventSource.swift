/// A queue whose messages a function is invoked with.
///
/// Source: Lambda API reference, CreateEventSourceMapping.
package struct EventSource: Sendable, Hashable {
    package let logicalID: String
    let queueARN: String
    package let queueURL: String
    /// The function's name.
    package let function: String
    /// Which of its versions or aliases is named.
    let qualifier: String?
    /// How many messages an event has at most.
    var batchSize = 10
    /// How long to wait for a batch to be full, once it has a message.
    var window = Duration.zero
    /// Whether the function's answer names the messages that failed.
    var reportsItemFailures = false
    /// What messages must be like, each in a way of its own; any where there is none.
    var filters: [EventPattern] = []
    /// How many batches are worked on at the same time.
    var concurrency = EventSource.usualConcurrency
    /// How long a message that was received stays hidden from others.
    var visibilityTimeout = Duration.seconds(30)

    /// As many batches as Lambda reads at first; it goes up to 1,250.
    static let usualConcurrency = 5

    package var queue: String { queueARN.split(separator: ":").last.map(String.init) ?? queueARN }
}
