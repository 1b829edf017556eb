import DurableExecution

/// Which sandbox takes which event.
extension FunctionPool {
    mutating func dispatch(_ now: Timestamp) -> [Action] {
        var actions: [Action] = []
        while let id = waitingSandbox, !queue.isEmpty {
            actions.append(.deliver(hand(queue.removeFirst(), to: id, now), to: id))
        }
        while !isClosed, queue.count > expectedSandboxes(now), sandboxes.count < limits.sandboxes {
            actions.append(.start(addSandbox(now)))
        }
        return actions
    }

    /// The one that has been handed an event.
    func sandbox(of requestID: String) -> Sandbox.ID? {
        sandboxes.first { _, sandbox in
            guard case .running(let attempt) = sandbox.state else { return false }
            return attempt.invocation.requestID == requestID
        }?.key
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

    mutating func stop(
        _ id: Sandbox.ID,
        _ failure: FunctionFailure.OfInvocation
    ) -> [Action] {
        guard let sandbox = sandboxes[id], sandbox.state != .stopping else { return [] }
        sandboxes[id]?.state = .stopping
        return abandon(sandbox, id, failure) + [.stop(id)]
    }

    /// Fails the event that a lost sandbox held, or the one that it was started for.
    mutating func abandon(
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
