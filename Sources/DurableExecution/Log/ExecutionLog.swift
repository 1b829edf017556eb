/// An execution as its log tells it: the entries folded, in order, through the service half.
///
/// Time passes only by what entries say of it, so every reader folds the same log to the same
/// state, whatever its own clock says.
package struct ExecutionLog: Sendable {
    package let start: LogEntry.Start
    /// When it came into being; a fork's code believes that it was when its origin did.
    private let startedAt: Timestamp
    package private(set) var record: ExecutionRecord
    /// The number of the next entry.
    package private(set) var next: Int
    private(set) var hold: Hold
    /// The last to have owned it.
    private var owner: LogEntry.Owner?
    /// Something has happened that the owner has not answered yet.
    private var hasNews = false
    /// How often in a row an owner has gone without a word and without having recorded anything.
    private(set) var interruptions = 0
    private var lastEntryAt: Timestamp

    /// Who may append.
    enum Hold: Sendable, Hashable {
        case owned
        /// The owner has let go, and nothing has happened since.
        case suspended
        /// Nobody has it, and there is something to run.
        case open
    }

    /// Folds a whole log; `nil` where it has no start.
    init?(
        _ entries: [LogEntry],
        code: @escaping CallbackCode,
        keepingHistory keepsHistory: Bool
    ) throws(InvalidLog) {
        guard let first = entries.first else { return nil }
        guard case .start(let start) = first.content else { throw .startsLate }
        try self.init(start, at: first.time, code: code, keepingHistory: keepsHistory)
        for entry in entries.dropFirst() { try append(entry) }
        record.forgetChanges()
    }

    /// A log with nothing but its first entry.
    init(
        _ start: LogEntry.Start,
        at time: Timestamp,
        code: @escaping CallbackCode,
        keepingHistory keepsHistory: Bool = false
    ) throws(InvalidLog) {
        self.start = start
        startedAt = time
        let execution = start.execution
        record = ExecutionRecord(
            id: .execution,
            name: start.name.rawValue,
            input: start.input,
            timeout: start.options.timeout,
            at: start.fork?.startedAt ?? time,
            keepingHistory: keepsHistory
        ) { id in
            CallbackAddress(execution: execution, operation: id).token(code, start.secret)
        }
        next = 1
        owner = start.owner
        hold = owner == nil ? .open : .owned
        lastEntryAt = time
        if let fork = start.fork { try begin(with: fork, at: time) }
    }

    /// Takes over what the origin had recorded; nobody has the fork yet.
    private mutating func begin(
        with fork: LogEntry.Fork,
        at time: Timestamp
    ) throws(InvalidLog) {
        for entry in fork.entries { try append(entry) }
        next = 1
        owner = nil
        hold = .open
        hasNews = false
        interruptions = 0
        lastEntryAt = time
        record.forgetChanges()
    }

    /// Adds what was found at the next number.
    mutating func append(_ entry: LogEntry) throws(InvalidLog) {
        hasNews = entry.isFromOutside
        switch entry.content {
        case .start: throw .startsAgain(next)
        case .batch(let updates):
            _ = record.fireTimers(at: entry.time)
            // An owner that has let go goes on where nobody else has come.
            hold = .owned
            if !updates.isEmpty { interruptions = 0 }
            try apply(updates, at: entry.time)
        case .suspension: hold = .suspended
        case .event(let event):
            // Too late by the log's own order: whoever sent it lost the race.
            try? record.take(event, at: entry.time)
            if hold == .suspended { hold = .open }
        case .seal(let owner):
            _ = record.fireTimers(at: entry.time)
            self.owner = owner
            interruptions = hold == .owned ? interruptions + 1 : 0
            hold = .owned
        }
        next += 1
        lastEntryAt = entry.time
    }

    private mutating func apply(
        _ updates: [OperationUpdate],
        at time: Timestamp
    ) throws(InvalidLog) {
        // Past its end the log says nothing more; time may have ended it a moment ago.
        guard !updates.isEmpty, !record.isEnded else { return }
        do {
            try record.advance(by: updates, at: time)
        } catch {
            throw .refused(next, error)
        }
    }

    /// What has changed since this was last asked.
    mutating func takeChanges() -> [Operation] { record.takeChanges() }

    /// Everything counts as changed.
    mutating func tellEverything() { record.tellEverything() }

    /// Whether the execution may be taken over now.
    ///
    /// `isAlive` says of an owner whether it may still be at work.
    package func claim(at now: Timestamp, isAlive: (LogEntry.Owner) -> Bool) -> Claim {
        if let outcome = record.execution.outcome { return .ended(outcome, isSettled: isSettled) }
        switch hold {
        case .owned:
            guard let owner, isAlive(owner) else { return .free }
            return .owned(until: owner.deadline)
        case .open: return .free
        case .suspended:
            guard let timer = record.nextTimer else { return .asleep(until: nil) }
            return timer <= now ? .free : .asleep(until: timer)
        }
    }

    /// What a wake-up finds.
    package enum Claim: Sendable, Hashable {
        /// `isSettled` where everybody has heard of it who must.
        case ended(ExecutionOutcome, isSettled: Bool)
        /// Somebody runs it, as far as can be known, until then.
        case owned(until: Timestamp)
        /// Nothing can be run before then, or before somebody answers.
        case asleep(until: Timestamp?)
        /// There is something to run.
        case free
    }
}

// MARK: - What lists show

extension ExecutionLog {
    package var head: ExecutionHead {
        ExecutionHead(
            id: start.execution,
            workflow: start.workflow,
            name: start.name.rawValue,
            version: start.options.version,
            tags: start.options.tags.words,
            startedAt: startedAt,
            parent: start.options.parent,
            continues: start.options.continues,
            status: ExecutionStatus(record.execution.status),
            endedAt: record.execution.endedAt,
            owner: owner,
            isOwned: hold == .owned && !record.isEnded,
            due: due
        )
    }

    /// Its owner has let go, and time will move it on.
    package var awaitsTime: Bool { hold == .suspended && record.nextTimer != nil }

    private var due: Timestamp? {
        guard !record.isEnded else { return isSettled ? nil : record.execution.endedAt }
        return switch hold {
        case .owned: hasNews ? lastEntryAt : owner?.deadline
        case .open: lastEntryAt
        case .suspended: record.nextTimer
        }
    }

    /// It has ended, and nobody need hear of that any more: neither the one that called it, nor those
    /// it has called, nor the one that carries its work on.
    package var isSettled: Bool {
        guard record.isEnded else { return false }
        guard hold != .suspended else { return true }
        if case .continued = record.execution.outcome { return false }
        return start.options.parent == nil && record.owedCalls.isEmpty
    }
}

extension LogEntry.Start {
    package var execution: ExecutionID { ExecutionID(workflow: workflow, name: name) }
}

/// The log in the table is not one that this version of the library writes.
package enum InvalidLog: Error, Hashable, CustomStringConvertible {
    case startsLate
    case startsAgain(Int)
    case gap(Int)
    case refused(Int, InvalidUpdate)
    case unreadable(String)
    case newerVersion

    package var description: String {
        switch self {
        case .startsLate: "The execution's log has lost its first entry; start the execution anew."
        case .startsAgain(let number): "Entry \(number) of the execution's log starts it again."
        case .gap(let number): "Entry \(number) of the execution's log would leave a gap before it."
        case .refused(let number, let reason):
            "Entry \(number) of the execution's log does not follow from those before: \(reason)"
        case .unreadable(let reason): "The execution's log cannot be read: it has \(reason)."
        case .newerVersion:
            "The execution's log was written by a newer version of this library; deploy that one."
        }
    }
}

extension OperationID {
    /// The operation that stands for the whole execution.
    package static let execution = OperationID.path(0, in: nil)
}
