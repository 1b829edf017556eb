/// Lambda's retries of an asynchronous event: two, after one minute and after two more.
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
}
