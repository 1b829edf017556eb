/// What operations do where nothing is recorded: the same, in this process and at once.
///
/// Callbacks, signals and child workflows are not here: somebody outside has a part in them, so
/// even a transient execution keeps what they have come to (``TransientExecution``).
extension WorkflowContext {
    var isTransient: Bool { session.mode == .transient }

    /// Goes on only if the execution does.
    ///
    /// Does not return where the branch is abandoned or the execution has ended.
    func goOn() async throws(ExecutionCancelled) {
        if isAbandoned { return await session.never() }
        switch session.standing {
        case .open: return
        case .cancelling(let cancellation): if !isShielded { throw cancellation }
        case .over: return await session.never()
        }
    }

    /// Lets time pass in this process.
    func pause(for duration: Duration) async throws {
        let sleep = session.sleep
        do {
            try await run(within: nil) { try await sleep(duration) }
        } catch {
            // The sleep says only that the task was cancelled; this says why.
            try await goOn()
            throw error
        }
        try await goOn()
    }

    /// Makes attempts at a step until one succeeds or the strategy gives up.
    func attempt<Result: Sendable>(
        _ name: String,
        _ retry: RetryStrategy?,
        _ timeout: Duration?,
        _ body: @escaping @Sendable (StepAttempt) async throws -> Result
    ) async throws -> Result {
        let operation = nextID()
        let retry = retry ?? surroundings.retry
        var number = 1
        while true {
            try await goOn()
            let attempt = StepAttempt(
                number: number,
                execution: session.execution,
                operation: operation
            )
            do {
                return try await run(name, attempt, within: timeout, body)
            } catch {
                try await goOn()
                guard let delay = retry.delay(after: error, in: attempt) else {
                    throw OperationFailure(operation: name, error: ErrorObject(error))
                }
                try await pause(for: delay)
            }
            number += 1
        }
    }

    /// Looks again and again until `waiting` says that it is enough.
    func poll<State: Sendable>(
        _ name: String,
        from initial: State,
        _ waiting: @Sendable (State, Int) throws -> PollDecision,
        _ look: @escaping @Sendable (State) async throws -> State
    ) async throws -> State {
        let operation = nextID()
        var (state, looks) = (initial, 0)
        while true {
            try await goOn()
            let decision: PollDecision
            do {
                let last = state
                state = try await observed(name, operation, looks + 1) {
                    try await run(within: nil) { try await look(last) }
                }
                looks += 1
                decision = try waiting(state, looks)
            } catch {
                try await goOn()
                throw OperationFailure(operation: name, error: ErrorObject(error))
            }
            switch decision {
            case .stop: return state
            case .again(let delay): try await pause(for: delay)
            }
        }
    }

    /// Runs operations in a context of their own.
    func inside<Result>(
        _ request: OperationRequest,
        _ body: (WorkflowContext) async throws -> Result
    ) async throws -> Result {
        let context = child(request)
        try await context.goOn()
        do {
            let result = try await body(context)
            try await context.goOn()
            context.abandonBranches()
            return result
        } catch {
            try await context.goOn()
            context.abandonBranches()
            throw failure(of: request.name, ErrorObject(error))
        }
    }
}
