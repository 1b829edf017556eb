import DurableExecution

/// Invocations of the function that works on it.
extension HostedExecution {
    /// "Pending" with nothing pending is believed this many times in a row.
    private static let mostEmptySuspensions = 3

    mutating func start(at now: Timestamp) -> [Action] {
        [.tell(.started)] + run(at: now)
    }

    mutating func run(at now: Timestamp) -> [Action] {
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

    mutating func answered(_ payload: [UInt8], at now: Timestamp) -> [Action] {
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

    mutating func suspend(at now: Timestamp) -> [Action] {
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

    mutating func retry(
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
