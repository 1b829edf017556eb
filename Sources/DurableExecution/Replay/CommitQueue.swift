/// Group commit: decides which updates share a checkpoint and who makes it.
///
/// Whoever blocks first leads: it takes everything queued into one checkpoint. Those who block
/// meanwhile wait for the next one, which the first of them will lead. Nobody waits to fill a
/// batch.
struct CommitQueue<Waiter> {
    private var updates: [OperationUpdate] = []
    private var waiting: [Waiter] = []
    private var inFlight: [Waiter]?

    /// A checkpoint is under way.
    var isCommitting: Bool { inFlight != nil }

    /// Adds an update for which nobody waits.
    mutating func append(_ update: OperationUpdate) {
        updates.append(update)
    }

    /// Adds an update, or none, for which somebody waits; the answer is his role, unless he must wait.
    mutating func join(with update: OperationUpdate?, waiting waiter: Waiter) -> CommitRole? {
        if let update { updates.append(update) }
        guard inFlight == nil else {
            waiting.append(waiter)
            return nil
        }
        inFlight = []
        return .leader
    }

    /// Everything queued so far, in order, for the leader's checkpoint.
    mutating func takeBatch() -> [OperationUpdate] {
        defer {
            updates = []
            waiting = []
        }
        inFlight = waiting
        return updates
    }

    /// The leader's checkpoint is recorded: those whose updates it held, and the next leader.
    mutating func finishBatch() -> (committed: [Waiter], leader: Waiter?) {
        let committed = inFlight ?? []
        guard !waiting.isEmpty else {
            inFlight = nil
            return (committed, nil)
        }
        inFlight = []
        return (committed, waiting.removeFirst())
    }
}

/// What somebody who waits for a checkpoint is told.
enum CommitRole: Sendable {
    /// Make the next checkpoint.
    case leader
    /// The update is recorded.
    case committed
}
