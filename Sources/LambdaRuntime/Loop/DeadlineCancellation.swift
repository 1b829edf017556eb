/// Whether a handler's task is cancelled when its time runs out.
public enum DeadlineCancellation: Sendable, Hashable {
    /// The task is cancelled so long before the deadline, which leaves time to say what is left.
    case beforeDeadline(by: Duration)
    /// The task runs on until Lambda stops it.
    case never
}
