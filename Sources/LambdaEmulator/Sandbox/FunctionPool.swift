import DurableExecution

/// The sandboxes of one function and the invocations that wait for one: decisions only.
///
/// A sandbox takes the oldest waiting event whenever it asks for one. New sandboxes are started as
/// long as more events wait than sandboxes are about to ask.
struct FunctionPool: Sendable {
    struct Limits: Sendable {
        var timeout: Duration
        var sandboxes = 10
        /// How many events may wait or run at once; `nil` lets any number wait.
        var reserved: Int?
        /// How long a process may take until its first `next`.
        var initialization = Duration.seconds(10)
        /// How long a process that waits for an event is kept.
        var idle = Duration.seconds(2)
    }

    enum Action: Sendable, Hashable {
        case start(Sandbox.ID)
        case deliver(Attempt, to: Sandbox.ID)
        case stop(Sandbox.ID)
        case complete(Invocation, InvocationOutcome, by: Sandbox.ID?)
    }

    /// A sandbox that has just answered will ask for the next event at once, or it works on.
    private static let settlingTime = Duration.milliseconds(100)

    let limits: Limits
    private(set) var sandboxes: [Sandbox.ID: Sandbox] = [:]
    private var queue: [Invocation] = []
    private var lastSandbox: Sandbox.ID = 0
    private var lastAttempt = 0
    private var isClosed = false

    init(limits: Limits) {
        self.limits = limits
    }
}

// MARK: - What callers do

extension FunctionPool {
    mutating func submit(_ invocation: Invocation, now: Timestamp) -> [Action] {
        guard !isClosed else { return [.complete(invocation, .failed(.stopped), by: nil)] }
        guard limits.reserved.map({ eventsAtHand < $0 }) ?? true else {
            return [.complete(invocation, .failed(.throttled), by: nil)]
        }
        queue.append(invocation)
        return dispatch(now)
    }

    private var eventsAtHand: Int {
        queue.count
            + sandboxes.values.count { sandbox in
                switch sandbox.state {
                case .running, .streaming, .broken: true
                case .starting, .waiting, .answered, .stopping: false
                }
            }
    }

    /// Lets every sandbox finish what it has begun, and no more; one that starts has the new code.
    mutating func retire() -> [Action] {
        for (id, sandbox) in sandboxes {
            if case .starting = sandbox.state { continue }
            sandboxes[id]?.isRetired = true
        }
        let idle = sandboxes.filter { if case .waiting = $0.value.state { true } else { false } }
        return idle.keys.sorted().flatMap { stop($0) { _ in .stopped } }
    }

    /// Stops every sandbox and fails whatever waits or runs.
    mutating func close() -> [Action] {
        isClosed = true
        let waiting = queue.map { Action.complete($0, .failed(.stopped), by: nil) }
        queue = []
        return waiting + sandboxes.keys.sorted().flatMap { stop($0) { _ in .stopped } }
    }
}

// MARK: - What the runtime of a sandbox does

extension FunctionPool {
    /// The runtime asks for an event; the answer comes as a ``Action/deliver(_:to:)``.
    mutating func next(
        _ id: Sandbox.ID,
        now: Timestamp
    ) throws(RuntimeRefusal) -> [Action] {
        switch sandboxes[id]?.state {
        case .starting, .answered: return wait(id, now)
        case .waiting: return []
        case .running(let attempt): return [.deliver(attempt, to: id)]
        case .broken(let attempt):
            return complete(attempt, id, .failed(.truncated), asksAgain: true, now)
        case .streaming(let attempt, _):
            sandboxes[id]?.state = .streaming(attempt, asksAgain: true)
            return []
        case .stopping, nil: throw .wrongState
        }
    }

    private mutating func wait(_ id: Sandbox.ID, _ now: Timestamp) -> [Action] {
        if sandboxes[id]?.isRetired == true { return stop(id) { _ in .stopped } + dispatch(now) }
        sandboxes[id]?.state = .waiting(since: now)
        return dispatch(now)
    }

    /// The runtime answers: with a result, an error, or a result that was too large to take.
    mutating func finish(
        _ id: Sandbox.ID,
        request: String,
        attempt attemptID: String?,
        with outcome: InvocationOutcome,
        now: Timestamp
    ) throws(RuntimeRefusal) -> [Action] {
        let attempt = try running(id, request, attemptID)
        return complete(attempt, id, outcome, asksAgain: false, now)
    }

    /// The runtime begins to answer.
    mutating func beginStream(
        _ id: Sandbox.ID,
        request: String,
        attempt attemptID: String?
    ) throws(RuntimeRefusal) {
        let attempt = try running(id, request, attemptID)
        sandboxes[id]?.state = .streaming(attempt)
    }

    /// The answer that was begun has come to its end.
    mutating func endStream(
        _ id: Sandbox.ID,
        with outcome: InvocationOutcome,
        now: Timestamp
    ) throws(RuntimeRefusal) -> [Action] {
        guard case .streaming(let attempt, let asksAgain) = sandboxes[id]?.state else {
            throw .staleAttempt
        }
        return complete(attempt, id, outcome, asksAgain: asksAgain, now)
    }

    /// The answer that was begun does not go on.
    mutating func breakStream(_ id: Sandbox.ID, now: Timestamp) -> [Action] {
        guard case .streaming(let attempt, let asksAgain) = sandboxes[id]?.state else { return [] }
        if asksAgain { return complete(attempt, id, .failed(.truncated), asksAgain: true, now) }
        sandboxes[id]?.state = .broken(attempt)
        return []
    }

    /// The attempt that may be answered now.
    private func running(
        _ id: Sandbox.ID,
        _ request: String,
        _ attemptID: String?
    ) throws(RuntimeRefusal) -> Attempt {
        switch sandboxes[id]?.state {
        case .running(let attempt):
            guard attempt.invocation.requestID == request else { throw .unknownRequest }
            guard attemptID == nil || attemptID == attempt.id else { throw .staleAttempt }
            return attempt
        case .answered(let attempt, _) where attempt.invocation.requestID == request,
            .streaming(let attempt, _) where attempt.invocation.requestID == request,
            .broken(let attempt) where attempt.invocation.requestID == request:
            throw .wrongState
        case .stopping: throw .staleAttempt
        case .starting, .waiting, .streaming, .broken, .answered, nil: throw .unknownRequest
        }
    }

    private mutating func complete(
        _ attempt: Attempt,
        _ id: Sandbox.ID,
        _ outcome: InvocationOutcome,
        asksAgain: Bool,
        _ now: Timestamp
    ) -> [Action] {
        sandboxes[id]?.state = .answered(attempt, at: now)
        return [.complete(attempt.invocation, outcome, by: id)] + (asksAgain ? wait(id, now) : [])
    }

    /// The runtime reports that it cannot start.
    mutating func failInitialization(
        _ id: Sandbox.ID,
        with failure: FunctionFailure,
        now: Timestamp
    ) throws(RuntimeRefusal) -> [Action] {
        guard case .starting = sandboxes[id]?.state else { throw .wrongState }
        return stop(id) { _ in failure }
    }
}

// MARK: - What happens to a sandbox

extension FunctionPool {
    mutating func exited(
        _ id: Sandbox.ID,
        _ failure: FunctionFailure.OfInvocation,
        now: Timestamp
    ) -> [Action] {
        guard let sandbox = sandboxes.removeValue(forKey: id) else { return [] }
        return abandon(sandbox, id, failure) + dispatch(now)
    }

    /// Stops the sandboxes that are past their time.
    mutating func expire(now: Timestamp) -> [Action] {
        let expired = sandboxes.keys.sorted().filter { id in
            sandboxes[id].flatMap(end(of:)).map { $0 <= now } ?? false
        }
        let timeout = limits.timeout
        return expired.flatMap { stop($0) { .timedOut($0, after: timeout) } } + dispatch(now)
    }

    /// When ``expire(now:)`` has something to do next.
    var nextExpiry: Timestamp? {
        sandboxes.values.flatMap { [end(of: $0), settling(of: $0)] }.compactMap(\.self).min()
    }

    private func end(of sandbox: Sandbox) -> Timestamp? {
        switch sandbox.state {
        case .starting(let until): until
        case .waiting(let since): since.advanced(by: limits.idle)
        case .running(let attempt), .streaming(let attempt, _), .broken(let attempt),
            .answered(let attempt, _):
            attempt.deadline
        case .stopping: nil
        }
    }

    private func settling(of sandbox: Sandbox) -> Timestamp? {
        guard case .answered(_, let time) = sandbox.state, !queue.isEmpty else { return nil }
        return time.advanced(by: Self.settlingTime)
    }
}

// MARK: - Matching

extension FunctionPool {
    private mutating func dispatch(_ now: Timestamp) -> [Action] {
        var actions: [Action] = []
        while let id = waitingSandbox, !queue.isEmpty {
            actions.append(.deliver(hand(queue.removeFirst(), to: id, now), to: id))
        }
        while !isClosed, queue.count > expectedSandboxes(now), sandboxes.count < limits.sandboxes {
            actions.append(.start(addSandbox(now)))
        }
        return actions
    }

    /// The one that waits for the shortest time, so that the others may end.
    private var waitingSandbox: Sandbox.ID? {
        let waiting = sandboxes.compactMap { id, sandbox -> (since: Timestamp, id: Sandbox.ID)? in
            guard case .waiting(let since) = sandbox.state else { return nil }
            return (since, id)
        }
        return waiting.max { ($0.since, $0.id) < ($1.since, $1.id) }?.id
    }

    private func expectedSandboxes(_ now: Timestamp) -> Int {
        sandboxes.values.count { sandbox in
            switch sandbox.state {
            case .starting: true
            case .answered(_, let time): time.advanced(by: Self.settlingTime) > now
            case .waiting, .running, .streaming, .broken, .stopping: false
            }
        }
    }

    private mutating func hand(
        _ invocation: Invocation,
        to id: Sandbox.ID,
        _ now: Timestamp
    ) -> Attempt {
        lastAttempt += 1
        let attempt = Attempt(
            invocation: invocation,
            id: "\(id)-\(lastAttempt)",
            deadline: now.advanced(by: limits.timeout)
        )
        sandboxes[id]?.state = .running(attempt)
        return attempt
    }

    private mutating func addSandbox(_ now: Timestamp) -> Sandbox.ID {
        lastSandbox += 1
        let longest = max(limits.initialization, limits.timeout)
        sandboxes[lastSandbox] = Sandbox(state: .starting(until: now.advanced(by: longest)))
        return lastSandbox
    }

    private mutating func stop(
        _ id: Sandbox.ID,
        _ failure: FunctionFailure.OfInvocation
    ) -> [Action] {
        guard let sandbox = sandboxes[id], sandbox.state != .stopping else { return [] }
        sandboxes[id]?.state = .stopping
        return abandon(sandbox, id, failure) + [.stop(id)]
    }

    /// Fails the event that a lost sandbox held, or the one that it was started for.
    private mutating func abandon(
        _ sandbox: Sandbox,
        _ id: Sandbox.ID,
        _ failure: FunctionFailure.OfInvocation
    ) -> [Action] {
        switch sandbox.state {
        case .running(let attempt), .streaming(let attempt, _), .broken(let attempt):
            [.complete(attempt.invocation, .failed(failure(attempt.invocation)), by: id)]
        case .starting where !queue.isEmpty:
            failOldest(failure, id)
        case .starting, .waiting, .answered, .stopping:
            []
        }
    }

    private mutating func failOldest(
        _ failure: FunctionFailure.OfInvocation,
        _ id: Sandbox.ID
    ) -> [Action] {
        let invocation = queue.removeFirst()
        return [.complete(invocation, .failed(failure(invocation)), by: id)]
    }
}
