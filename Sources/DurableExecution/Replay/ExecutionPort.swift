/// The two verbs between a workflow's process and the store of its execution.
///
/// A port belongs to one execution. AWS's own durable functions service has the same two verbs,
/// so a store that talks to it passes them through.
package protocol ExecutionPort: Sendable {
    /// Every operation recorded so far that a replay needs, in the order they were started.
    func loadState(against token: CheckpointToken) async throws -> [Operation]

    /// Records all updates, or none of them.
    ///
    /// No updates at all is the question what has changed. Throws when the store cannot say
    /// whether it recorded them; the invocation must then end without another word.
    func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint
}

/// Proof of having seen everything up to the last checkpoint; each can be used once.
package struct CheckpointToken: Sendable, Hashable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// What a store answers to a checkpoint.
package enum Checkpoint: Sendable {
    /// The updates are recorded; these operations have changed, by them or in the meantime.
    case recorded(next: CheckpointToken, changed: [Operation])
    /// Another owner has taken the execution over: nothing was recorded and nothing may be.
    case superseded
}
