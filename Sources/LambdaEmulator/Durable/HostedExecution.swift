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

    /// "Pending" with nothing pending is believed this many times in a row.
    private static let mostEmptySuspensions = 3

    let identity: ExecutionIdentity
    let input: [UInt8]
    /// How long it may take in all.
    let timeLimit: Duration?
    private var deadline: Timestamp?
    private var pause: Pause?
    private let makeID: @Sendable () -> String
    /// How far its time is ahead of the clock.
    var skipped = Duration.zero
    private(set) var record: ExecutionRecord
    /// Calls of other functions that are not under way yet.
    private var calls = CallQueue()
    /// Who carries out the calls that are.
    var callees: [OperationID: Callee] = [:]
    private(set) var state = State.suspended
    private var tokens = CheckpointTokens()
    /// Nil where the function has a store of its own on AWS, which has no such limits.
    private(set) var usage: ExecutionUsage?
    /// What changed without the function having been told.
    private var untold = OperationList()
    /// What changed since the last invocation that went well.
    private var updated = OperationList()
    private var failures = 0
    private var emptySuspensions = 0

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

// MARK: - Invocations

extension HostedExecution {
    mutating func start(at now: Timestamp) -> [Action] {
        [.tell(.started)] + run(at: now)
    }

    private mutating func run(at now: Timestamp) -> [Action] {
        guard pause == nil else {
            pause?.isOwedInvocation = true
            state = .suspended
            return []
        }
        let requestID = makeID()
        state = .running(Run(requestID: requestID, startedAt: now))
        untold = OperationList()
        let input = InvocationInput(
            arn: identity.arn,
            checkpointToken: tokens.next(),
            state: operations(from: nil, limit: 100),
            updated: updated.ids
        )
        return [.invoke(requestID: requestID, payload: input.payload)]
    }

    /// The function has answered, or could not.
    mutating func invocationEnded(
        _ requestID: String,
        _ outcome: InvocationOutcome,
        at now: Timestamp
    ) -> [Action] {
        guard case .running(let run) = state, run.requestID == requestID else {
            return []
        }
        record.note(HistoryEvent.Invocation(run, outcome, endedAt: now), at: now)
        let next =
            switch outcome {
            case .failed(let failure): retry(run, failure, at: now)
            case .succeeded(let payload): answered(payload, at: now)
            }
        notePause(at: now)
        return next + calls.takeAll().map(Action.call)
    }

    private mutating func answered(_ payload: [UInt8], at now: Timestamp) -> [Action] {
        guard let output = try? WireJSON.decode(InvocationOutput.self, payload) else {
            return end(.failed(.invalidOutput), at: now)
        }
        failures = 0
        updated = untold
        switch output {
        case .succeeded(let result): return end(.succeeded(result: result), at: now)
        case .failed(let error): return end(.failed(error), at: now)
        case .pending: return suspend(at: now)
        }
    }

    private mutating func suspend(at now: Timestamp) -> [Action] {
        if !untold.isEmpty { return run(at: now) }
        if pause != nil {
            state = .suspended
            return [.tell(.suspended)]
        }
        if record.isWaiting {
            emptySuspensions = 0
            state = .suspended
            return [.tell(.suspended)]
        }
        emptySuspensions += 1
        guard emptySuspensions < Self.mostEmptySuspensions else {
            return end(.failed(.nothingPending), at: now)
        }
        return run(at: now)
    }

    private mutating func retry(
        _ run: Run,
        _ failure: FunctionFailure,
        at now: Timestamp
    ) -> [Action] {
        failures = run.hasCheckpointed ? 1 : failures + 1
        guard let delay = InvocationRetry.delay(afterFailures: failures, failure.cause) else {
            return end(.failed(ErrorObject(failure)), at: now)
        }
        guard delay > .zero else { return self.run(at: now) }
        state = .retrying(at: now.advanced(by: delay))
        return []
    }
}

// MARK: - What the function asks

extension HostedExecution {
    /// Records the updates of the owner of the token; a repeated request gets the same answer.
    mutating func checkpoint(
        _ request: CheckpointRequest,
        at now: Timestamp
    ) throws(ServiceError) -> (CheckpointAnswer, [Action]) {
        if let answer = tokens.answer(repeating: request) { return (answer, []) }
        guard case .running(var run) = state, tokens.isCurrent(request.checkpointToken) else {
            throw .invalidParameter("Invalid checkpoint token: it was used or replaced.")
        }
        note(record.fireTimers(at: now))
        note(try apply(request.updates ?? [], at: now))
        run.hasCheckpointed = run.hasCheckpointed || request.updates?.isEmpty == false
        state = .running(run)
        let changed = untold.ids.compactMap { record[$0] }
        untold = OperationList()
        // Without a token the function lets go, and has to be invoked again.
        if pause != nil { pause?.isOwedInvocation = true }
        let isOver = record.isEnded || pause != nil
        let answer = tokens.answer(request, changed: changed, isEnded: isOver)
        let earlierCalls = calls.takeAll().map(Action.call)
        calls.add(request.updates ?? [], at: now)
        return (answer, earlierCalls + changed.compactMap(\.callbackNews) + settleEnd())
    }

    private mutating func apply(
        _ updates: [OperationUpdate],
        at now: Timestamp
    ) throws(ServiceError) -> [Operation] {
        var usage = usage
        try usage?.take(updates) { record[$0] != nil }
        do {
            let changed = try record.apply(updates, at: now)
            self.usage = usage
            return changed
        } catch {
            throw .invalidParameter("\(error)")
        }
    }

    func state(_ query: StateQuery) throws(ServiceError) -> Page<Operation> {
        guard tokens.isCurrent(query.checkpointToken) else {
            throw .invalidParameter("Invalid checkpoint token: it was used or replaced.")
        }
        return operations(from: query.marker, limit: query.maxItems)
    }

    /// Marks a place by the number of operations before it, seen or hidden: it never shifts.
    private func operations(from marker: String?, limit: Int) -> Page<Operation> {
        let start = marker.flatMap(Int.init) ?? 0
        let visible = Set(record.replayableOperations.map(\.id))
        let rest = record.operations.indices.dropFirst(start).filter {
            visible.contains(record.operations[$0].id)
        }
        return Page(
            items: rest.prefix(limit).map { record.operations[$0] },
            nextMarker: rest.dropFirst(limit).first.map(String.init)
        )
    }
}

// MARK: - What happens from outside

extension HostedExecution {
    mutating func answer(
        _ token: CallbackToken,
        with completion: CallbackCompletion,
        at now: Timestamp
    ) throws(InvalidCallback) -> [Action] {
        note([try record.answer(token, with: completion, at: now)])
        return resume(at: now)
    }

    mutating func beat(_ token: CallbackToken, at now: Timestamp) throws(InvalidCallback) {
        try record.beat(token, at: now)
    }

    /// A function that was called has ended.
    mutating func finishCall(
        _ operation: OperationID,
        with outcome: ExecutionOutcome,
        at now: Timestamp
    ) -> [Action] {
        guard record.finishInvoke(operation, with: outcome, at: now) else { return [] }
        note([record[operation]].compactMap(\.self))
        return resume(at: now)
    }

    mutating func stop(_ error: ErrorObject, at now: Timestamp) -> [Action] {
        end(.stopped(error), at: now)
    }

    /// Time has passed.
    mutating func advance(to now: Timestamp) -> [Action] {
        if let timeout, timeout <= now, !record.isEnded {
            return end(.timedOut(.executionTimedOut), at: now)
        }
        if case .retrying(let moment) = state, moment <= now { return run(at: now) }
        note(record.fireTimers(at: now))
        return calls.takeDue(at: now).map(Action.call) + resume(at: now)
    }

    /// When ``advance(to:)`` has something to do next.
    var nextTimer: Timestamp? {
        if state == .ended { return nil }
        var moments = [timeout, record.nextTimer, calls.due]
        if case .retrying(let moment) = state { moments.append(moment) }
        return moments.compactMap(\.self).min()
    }

    /// The moment until which nothing happens to it but that time passes.
    var idleUntil: Timestamp? {
        guard pause == nil else { return nil }
        return switch state {
        case .suspended where record.openCallbacks.isEmpty && record.openCalls.isEmpty,
            .retrying:
            nextTimer
        default: nil
        }
    }

    private mutating func resume(at now: Timestamp) -> [Action] {
        guard case .suspended = state, !untold.isEmpty else { return [] }
        return [.tell(.resumed)] + run(at: now)
    }

    private mutating func note(_ changed: [Operation]) {
        for operation in changed {
            untold.add(operation.id)
            updated.add(operation.id)
        }
    }
}

// MARK: - The end

extension HostedExecution {
    private mutating func end(_ outcome: ExecutionOutcome, at now: Timestamp) -> [Action] {
        record.end(outcome, at: now)
        return settleEnd()
    }

    private mutating func settleEnd() -> [Action] {
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

// MARK: - Pausing

extension HostedExecution {
    private var isRunning: Bool { if case .running = state { true } else { false } }

    mutating func pause(_ request: PauseRequest, at now: Timestamp) throws(ServiceError) {
        guard !record.isEnded, pause == nil else {
            throw .resourceConflict("The execution is \(status.rawValue) and cannot be paused.")
        }
        pause = Pause(requestedAt: now, request: request)
        notePause(at: now)
    }

    /// The pause begins when no invocation runs any more.
    private mutating func notePause(at now: Timestamp) {
        guard let pause, !isRunning, !record.isEnded else { return }
        record.note(
            .executionPaused(
                requestedAt: pause.requestedAt,
                reason: pause.request.reason,
                pausesTimeout: pause.request.pausesTimeout ?? true
            ),
            at: now
        )
    }

    mutating func unpause(
        _ request: ResumeRequest,
        at now: Timestamp
    ) throws(ServiceError) -> [Action] {
        guard let pause, !record.isEnded else {
            throw .resourceConflict("The execution is \(status.rawValue) and cannot be resumed.")
        }
        self.pause = nil
        if pause.request.pausesTimeout ?? true {
            deadline = deadline?.advanced(by: pause.requestedAt.duration(to: now))
        }
        record.note(.executionResumed(requestedAt: now, reason: request.reason), at: now)
        return pause.isOwedInvocation && !isRunning ? run(at: now) : resume(at: now)
    }

    /// When the execution times out, which it does not while that is paused.
    private var timeout: Timestamp? {
        pause.map { $0.request.pausesTimeout ?? true } == true ? nil : deadline
    }
}

extension Operation {
    fileprivate var callbackNews: HostedExecution.Action? {
        guard case .callback(.started(let token, _)) = state else { return nil }
        return .tell(.callbackOpened(name: name, token: token.rawValue))
    }
}

extension HistoryEvent.Invocation {
    fileprivate init(
        _ run: HostedExecution.Run,
        _ outcome: InvocationOutcome,
        endedAt: Timestamp
    ) {
        self.init(requestID: run.requestID, startedAt: run.startedAt, endedAt: endedAt)
        if case .failed(let failure) = outcome { error = ErrorObject(failure) }
    }
}
