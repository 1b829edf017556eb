import DurableExecution

/// What a process has in hand, and what it does about an execution that it meets in the table.
///
/// | in hand | the table says | step |
/// |---|---|---|
/// | runs here | something has happened | tell |
/// | parked here | there is something to run | resume |
/// | parked here, or not at all | ended, and not everybody has heard of it | settle |
/// | not at all | another process runs it | leave |
/// | not at all | another process lets it wait | wait: it resumes without a replay |
/// | not at all | nobody who lives has it | take over |
///
/// A process takes an execution in hand before it does anything about it, so that it never runs one
/// twice; what other processes do is the log's affair.
struct Roster<Held> {
    enum Step {
        case leave
        case wait(until: Timestamp)
        case tell(Held?)
        case resume(Held)
        case takeOver
        case settle
    }

    private struct Busy {
        var held: Held?
        /// When time alone moves it on while it runs.
        var timer: Timestamp?
        /// Something has happened since it was last known to rest.
        var hasNews = false
    }

    private var busy: [ExecutionID: Busy] = [:]
    private var parked: ParkingLot<Held>
    /// When executions are tried again that could not be carried on.
    private var troubled: [ExecutionID: Timestamp] = [:]

    /// How long a process that lives may take to resume what it has parked.
    static var precedence: Duration { .seconds(1) }
    static var backoff: Duration { .seconds(5) }

    /// No more than `limit` executions are kept parked.
    init(limit: Int) {
        parked = ParkingLot(limit: limit)
    }
}

// MARK: - What to do

extension Roster {
    /// Takes an execution in hand, unless it is already.
    mutating func reserve(_ id: ExecutionID) -> Bool {
        guard busy[id] == nil, parked[id] == nil else { return false }
        busy[id] = Busy()
        return true
    }

    /// Decides about an execution in the table; what there is something to do about is in hand then.
    mutating func meet(
        _ head: ExecutionHead,
        at now: Timestamp,
        isAlive: (LogEntry.Owner) -> Bool
    ) -> Step {
        if let moment = troubled[head.id], moment > now { return .wait(until: moment) }
        if let here = busy[head.id] {
            guard head.isDue(at: now) else { return .leave }
            busy[head.id]?.hasNews = true
            return .tell(here.held)
        }
        if parked[head.id] == nil, let step = deference(to: head, at: now, isAlive) { return step }
        guard head.isDue(at: now) || head.isOwned else {
            return head.due.map { .wait(until: $0) } ?? .leave
        }
        busy[head.id] = Busy()
        let held = parked.take(head.id)
        guard head.status == .running else { return .settle }
        return held.map { .resume($0) } ?? .takeOver
    }

    /// What is left to another process that lives.
    private func deference(
        to head: ExecutionHead,
        at now: Timestamp,
        _ isAlive: (LogEntry.Owner) -> Bool
    ) -> Step? {
        guard let owner = head.owner, isAlive(owner) else { return nil }
        if head.isOwned { return .leave }
        guard let turn = head.due?.advanced(by: Self.precedence) else { return .leave }
        return turn > now ? .wait(until: turn) : nil
    }
}

// MARK: - What runs

extension Roster {
    /// What is in hand runs in this session.
    mutating func run(_ held: Held, _ id: ExecutionID) { busy[id]?.held = held }

    /// When time alone moves on what runs.
    mutating func note(_ timer: Timestamp?, of id: ExecutionID) { busy[id]?.timer = timer }

    /// What runs and has a timer that is due; each is told once.
    mutating func takeDueTimers(at now: Timestamp) -> [Held] {
        let due = busy.filter { $0.value.timer.map { $0 <= now } ?? false }
        for id in due.keys { busy[id]?.timer = nil }
        return due.values.compactMap(\.held)
    }

    /// The next moment at which time alone moves on something that runs.
    var nextTimer: Timestamp? { busy.values.compactMap(\.timer).min() }

    var running: [Held] { busy.values.compactMap(\.held) }

    var isBusy: Bool { !busy.isEmpty }

    subscript(id: ExecutionID) -> Held? { busy[id]?.held ?? parked[id] }
}

// MARK: - What rests

extension Roster {
    /// Keeps an execution that waits.
    ///
    /// - Returns: what is not kept any more, and whether something has happened meanwhile.
    mutating func park(_ held: Held, _ id: ExecutionID) -> (dropped: Held?, hasNews: Bool) {
        let hasNews = busy.removeValue(forKey: id)?.hasNews ?? false
        return (parked.add(held, id), hasNews)
    }

    /// Has an execution no longer in hand.
    ///
    /// - Returns: whether something has happened meanwhile.
    @discardableResult
    mutating func release(_ id: ExecutionID) -> Bool {
        troubled[id] = nil
        return busy.removeValue(forKey: id)?.hasNews ?? false
    }

    /// Has an execution no longer in hand that could not be carried on.
    mutating func giveUp(_ id: ExecutionID, at now: Timestamp) {
        release(id)
        troubled[id] = now.advanced(by: Self.backoff)
    }
}

extension ExecutionHead {
    fileprivate func isDue(at now: Timestamp) -> Bool { due.map { $0 <= now } ?? false }
}
