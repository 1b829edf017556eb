/// Where the process that runs an execution dies.
///
/// Checkpoints are counted from 1, in the order in which a run writes them.
public enum Crash: Sendable, Hashable, CustomStringConvertible {
    /// What the checkpoint would have recorded is lost.
    case before(checkpoint: Int)
    /// It is recorded, and the process does not hear of it.
    case after(checkpoint: Int)

    /// As a failure's message names it.
    public var description: String {
        switch self {
        case .before(let checkpoint): "before checkpoint \(checkpoint)"
        case .after(let checkpoint): "after checkpoint \(checkpoint)"
        }
    }
}
