/// What a session knows: the journal, the branches, and the updates on their way to the store.
struct SessionState {
    /// Unsafe continuations, because a parked branch may never be resumed, which the checked kind
    /// would report as misuse.
    typealias Resumption<Value> = UnsafeContinuation<Value, Never>

    var journal: Journal
    /// `nil` once nothing is to be recorded any more.
    var port: (any ExecutionPort)?
    var token: CheckpointToken
    /// Branches that can run.
    var running = 0
    var parked: [OperationID: Resumption<Void>] = [:]
    var queue = CommitQueue<Resumption<CommitRole>>()
    /// A step here may have been the death of the last process: starts are recorded until one has ended.
    var isCautious: Bool
    /// Another process is to carry on: nothing new is begun.
    var isDraining = false
    /// A branch could have gone on, but for the draining.
    var hasStoppedShort = false
    /// When the session asks next what has happened, where it is to.
    var alarm: Timestamp?
    /// Questions in a row that brought nothing.
    var pollsInVain = 0
    /// What has ended the session, once something has.
    var end: ExecutionSession.Settlement?
    var observer: Resumption<ExecutionSession.Settlement>?

    /// Whether it rests while everything waits.
    private let rests: Bool

    init(
        journal: Journal,
        token: CheckpointToken,
        port: any ExecutionPort,
        isCautious: Bool,
        rests: Bool
    ) {
        self.isCautious = isCautious
        self.port = port
        self.journal = journal
        self.token = token
        self.rests = rests
    }

    /// How the session rests, if it does: an outcome only counts when no checkpoint is under way.
    var rest: ExecutionSession.Settlement? {
        switch end {
        case .ended: queue.isCommitting ? nil : end
        case .some: end
        case nil: rests && running == 0 ? .blocked : nil
        }
    }

    /// Takes in what has changed.
    ///
    /// - Returns: the branches that can go on, counted as running again.
    mutating func absorb(_ next: CheckpointToken, _ changed: [Operation]) -> [Resumption<Void>] {
        token = next
        journal.absorb(changed)
        // Somebody else may have ended the execution: no code of the workflow runs on.
        if let outcome = journal.execution?.outcome, end == nil { end = .ended(outcome) }
        let freed = changed.filter { !$0.isBlocked }.compactMap {
            parked.removeValue(forKey: $0.id)
        }
        running += freed.count
        return freed
    }
}
