/// An execution as its log tells it: the entries folded, in order, through the service half.
///
/// Time passes only by what entries say of it, so every reader folds the same log to the same
/// state, whatever its own clock says.
package struct ExecutionLog: Sendable {
    let start: LogEntry.Start
    package private(set) var record: ExecutionRecord
    /// The number of the next entry.
    private(set) var next: Int
    private(set) var hold: Hold

    /// Who may append.
    enum Hold: Sendable, Hashable {
        case owned(LogEntry.Owner)
        /// The owner has let go, and nothing has happened since.
        case suspended
        /// The owner has let go, and an answer has come.
        case answered
    }

    /// Folds a whole log; `nil` where it has no start.
    init?(_ entries: [LogEntry], code: @escaping CallbackCode) throws(InvalidLog) {
        guard let first = entries.first else { return nil }
        guard case .start(let start) = first.content else { throw .startsLate }
        self.init(start, at: first.time, code: code)
        for entry in entries.dropFirst() { try append(entry) }
        _ = record.takeChanges()
    }

    /// A log with nothing but its first entry.
    init(_ start: LogEntry.Start, at time: Timestamp, code: @escaping CallbackCode) {
        self.start = start
        let execution = ExecutionID(workflow: start.workflow, name: start.name)
        record = ExecutionRecord(
            id: .execution,
            name: start.name.rawValue,
            input: start.input,
            at: time
        ) { id in
            CallbackAddress(execution: execution, operation: id).token(code, start.secret)
        }
        next = 1
        hold = .owned(start.owner)
    }

    /// Adds what was found at the next number.
    mutating func append(_ entry: LogEntry) throws(InvalidLog) {
        switch entry.content {
        case .start: throw .startsAgain(next)
        case .batch(let updates):
            _ = record.fireTimers(at: entry.time)
            if !updates.isEmpty { try apply(updates, at: entry.time) }
        case .suspension: hold = .suspended
        case .answer(let token, let answer):
            // Too late by the log's own order: whoever answered lost the race.
            _ = try? record.answer(token, with: answer.completion, at: entry.time)
            if hold == .suspended { hold = .answered }
        case .invoked(let id, let outcome):
            _ = record.finishInvoke(id, with: outcome, at: entry.time)
            if hold == .suspended { hold = .answered }
        case .seal(let owner):
            _ = record.fireTimers(at: entry.time)
            hold = .owned(owner)
        }
        next += 1
    }

    private mutating func apply(
        _ updates: [OperationUpdate],
        at time: Timestamp
    ) throws(InvalidLog) {
        do {
            _ = try record.apply(updates, at: time)
        } catch {
            throw .refused(next, error)
        }
    }

    /// What has changed since this was last asked.
    mutating func takeChanges() -> [Operation] { record.takeChanges() }

    /// Whether the execution may be taken over now.
    func claim(at now: Timestamp) -> Claim {
        if let outcome = record.execution.outcome { return .ended(outcome) }
        switch hold {
        case .owned(let owner) where now < owner.deadline: return .owned(until: owner.deadline)
        case .owned, .answered: return .free
        case .suspended:
            guard let timer = record.nextTimer else { return .asleep(until: nil) }
            return timer <= now ? .free : .asleep(until: timer)
        }
    }

    /// What a wake-up finds.
    package enum Claim: Sendable, Hashable {
        case ended(ExecutionOutcome)
        /// Somebody runs it, as far as can be known, until then.
        case owned(until: Timestamp)
        /// Nothing can be run before then, or before somebody answers.
        case asleep(until: Timestamp?)
        /// There is something to run.
        case free
    }
}

/// The log in the table is not one that this version of the library writes.
package enum InvalidLog: Error, Hashable, CustomStringConvertible {
    case startsLate
    case startsAgain(Int)
    case refused(Int, InvalidUpdate)
    case unreadable(String)
    case newerVersion

    package var description: String {
        switch self {
        case .startsLate: "The execution's log has lost its first entry; start the execution anew."
        case .startsAgain(let number): "Entry \(number) of the execution's log starts it again."
        case .refused(let number, let reason):
            "Entry \(number) of the execution's log does not follow from those before: \(reason)"
        case .unreadable(let reason): "The execution's log cannot be read: \(reason)."
        case .newerVersion:
            "The execution's log was written by a newer version of this library; deploy that one."
        }
    }
}

extension OperationID {
    /// The operation that stands for the whole execution.
    package static let execution = OperationID.path(0, in: nil)
}
