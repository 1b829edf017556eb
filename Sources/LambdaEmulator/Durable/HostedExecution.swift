import DurableExecution

/// One execution as the service keeps it: its record, and the invocation that works on it.
///
/// | state | when | next |
/// |---|---|---|
/// | suspended | something it waits for happens | running |
/// | running | the function answers "pending" and nothing happened meanwhile | suspended |
/// | | the function answers "pending" and something did | running |
/// | | the invocation fails | running again, or retrying |
/// | retrying | the delay is over | running |
/// | any | it succeeds, fails, is stopped, or takes too long | ended |
struct HostedExecution: Sendable {
    enum State: Sendable, Hashable {
        case suspended
        case running(Run)
        case retrying(at: Timestamp)
        case ended
    }

    /// One invocation of the function.
    struct Run: Sendable, Hashable {
        let requestID: String
        let startedAt: Timestamp
        var hasCheckpointed = false
    }

    enum Action: Sendable, Hashable {
        case invoke(requestID: String, payload: [UInt8])
        case call(ChainedCall)
        case tell(EmulatorEvent.ExecutionNews)
    }

    let identity: ExecutionIdentity
    let input: [UInt8]
    /// How long it may take in all.
    let timeLimit: Duration?
    var deadline: Timestamp?
    var pause: Pause?
    let makeID: @Sendable () -> String
    /// How far its time is ahead of the clock.
    var skipped = Duration.zero
    var record: ExecutionRecord
    /// Calls of other functions that are not under way yet.
    var calls = CallQueue()
    /// Who carries out the calls that are.
    var callees: [OperationID: Callee] = [:]
    var state = State.suspended
    var tokens = CheckpointTokens()
    /// Nil where the function has a store of its own on AWS, which has no such limits.
    var usage: ExecutionUsage?
    /// What changed without the function having been told.
    var untold = OperationList()
    /// What changed since the last invocation that went well.
    var updated = OperationList()
    var failures = 0
    var emptySuspensions = 0

    init(
        _ identity: ExecutionIdentity,
        input: [UInt8],
        timeout: Duration?,
        isLimited: Bool = true,
        at now: Timestamp,
        makeID: @escaping @Sendable () -> String
    ) {
        self.identity = identity
        self.input = input
        self.makeID = makeID
        usage = isLimited ? ExecutionUsage(input: input) : nil
        timeLimit = timeout
        deadline = timeout.map(now.advanced(by:))
        let callbacks = CallbackTokens(execution: identity.id, secret: makeID())
        record = ExecutionRecord(
            id: identity.id,
            name: identity.name,
            input: String(decoding: input, as: UTF8.self),
            at: now,
            makeToken: callbacks.token
        )
    }
}

// MARK: - The end

extension HostedExecution {
    mutating func end(_ outcome: ExecutionOutcome, at now: Timestamp) -> [Action] {
        record.end(outcome, at: now)
        return settleEnd()
    }

    mutating func settleEnd() -> [Action] {
        guard record.isEnded, state != .ended else { return [] }
        state = .ended
        return [.tell(.ended(status: status.rawValue))]
    }

    var status: ExecutionStatus {
        guard pause != nil, !record.isEnded else {
            return ExecutionStatus(record.execution.status)
        }
        return isRunning ? .pausing : .paused
    }
}
