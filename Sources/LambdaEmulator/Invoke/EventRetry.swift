/// Lambda's retries of an asynchronous event: two, after one minute and after two more; an event that
/// was turned away stays in the queue for six hours.
///
/// Source: Lambda developer guide, "How Lambda handles errors and retries with asynchronous
/// invocation".
enum EventRetry {
    /// How long to wait before the event is tried again; `nil` gives it up.
    static func delay(afterAttempt attempt: Int) -> Duration? {
        switch attempt {
        case 1: .seconds(60)
        case 2: .seconds(120)
        default: nil
        }
    }

    /// How long to wait before an event that was turned away again and again is offered once more.
    static func delay(afterThrottles count: Int) -> Duration? {
        let doubling = Duration.seconds(1 << min(count - 1, 9))
        return count <= mostThrottles ? min(doubling, .seconds(300)) : nil
    }

    /// About six hours' worth of them.
    private static let mostThrottles = 80
}
