import AWSClient
import DurableExecution

/// Messages on their way to becoming one event.
///
/// | state | what comes next |
/// |---|---|
/// | empty | wait for messages |
/// | some, the window is open | wait for more until it closes |
/// | full, or the window has closed | the event |
struct GatheredBatch {
    /// A call of ReceiveMessage.
    struct Demand: Hashable {
        let count: Int
        let wait: Duration
    }

    let size: Int
    let window: Duration
    private(set) var messages: [SQS.Message] = []
    private var closing: Timestamp?

    /// As many as SQS hands out at a time.
    private static let mostAtOnce = 10
    /// Less than the 20 seconds that SQS allows.
    ///
    /// A stand-in may still hand messages to a call that was given up, and then they are hidden from whoever starts
    /// next.
    private static let longestWait = Duration.seconds(5)

    init(size: Int, window: Duration) {
        self.size = size
        self.window = window
    }

    /// What to ask for next; `nil` once the event may go.
    func demand(at now: Timestamp) -> Demand? {
        let count = min(Self.mostAtOnce, size - messages.count)
        guard let closing else { return Demand(count: count, wait: Self.longestWait) }
        guard count > 0, now < closing else { return nil }
        return Demand(count: count, wait: min(Self.longestWait, now.duration(to: closing)))
    }

    /// Messages have come; the first of them open the window.
    mutating func add(_ received: [SQS.Message], at now: Timestamp) {
        messages += received
        if closing == nil, !messages.isEmpty { closing = now.advanced(by: window) }
    }
}
