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
    static let settlingTime = Duration.milliseconds(100)

    let limits: Limits
    var sandboxes: [Sandbox.ID: Sandbox] = [:]
    var queue: [Invocation] = []
    var lastSandbox: Sandbox.ID = 0
    var lastAttempt = 0
    var isClosed = false

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
