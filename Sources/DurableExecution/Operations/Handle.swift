import Synchronization

/// A branch that runs beside the workflow that started it: its result, once there is one.
///
/// It belongs to the context that started it.
public final class Handle<Result: Codable & Sendable> {
    fileprivate let outcome: BranchOutcome
    fileprivate let request: OperationRequest
    private let context: WorkflowContext

    fileprivate init(
        _ outcome: BranchOutcome,
        _ request: OperationRequest,
        _ context: WorkflowContext
    ) {
        self.outcome = outcome
        self.request = request
        self.context = context
    }

    /// The branch's result, as soon as it has ended; the failure of a branch that failed.
    public var value: Result {
        get async throws {
            await context.session.wait(for: [outcome])
            // What has ended is part of the past of the branch that asks.
            if !context.isTransient { _ = try await context.state(of: request) }
            return try outcome.value(as: Result.self)
        }
    }
}

extension WorkflowContext {
    /// Runs a branch at once, beside what comes next.
    ///
    /// A branch that is still on its way when the workflow ends is abandoned.
    ///
    /// ```swift
    /// let price = try context.start("price") { context in
    ///     try await context.step("ask") { try await price(of: item) }
    /// }
    /// let stock = try await context.step("stock") { try await stock(of: item) }
    /// return Offer(try await price.value, stock)
    /// ```
    public func start<Result: Codable & Sendable>(
        _ name: String,
        _ body: @escaping @Sendable (WorkflowContext) async throws -> Result
    ) throws -> Handle<Result> {
        let request = try next(name, .context, .child)
        let outcome = BranchOutcome()
        let (session, parent, surroundings, moment) = (session, id, surroundings, moment)
        let isOpen = open(request)
        session.runBranch(outcome) {
            let context = WorkflowContext(
                session: session,
                id: parent,
                in: surroundings,
                at: moment
            )
            guard !context.isTransient else {
                return .value(try await context.inside(request, body))
            }
            let encoded: (WorkflowContext, String?) async throws -> String? = { context, _ in
                try PayloadCoder.encode(try await body(context))
            }
            return .recorded(
                try await isOpen
                    ? context.runOpenChild(request, encoded) : context.runChild(request, encoded)
            )
        }
        return Handle(outcome, request, self)
    }

    /// Has a branch recorded as started before anything that follows it in the program: whoever
    /// comes here later can tell that this place was passed.
    ///
    /// - Returns: `false` where the branch itself has to find out what to do.
    private func open(_ request: OperationRequest) -> Bool {
        guard session.mode == .live, session.recorded(at: request.id) == nil,
            isShielded || session.cancellation == nil, !isAbandoned
        else { return false }
        session.enqueue(request.update(.startContext))
        return true
    }

    /// The results of all branches, in the order of the handles.
    public func all<Result>(_ handles: [Handle<Result>]) async throws -> [Result] {
        var results: [Result] = []
        for handle in handles { results.append(try await handle.value) }
        return results
    }

    /// Waits for the first branch to end, and says which it was.
    ///
    /// Which one it was is recorded: a replay names the same, however fast the others are then.
    public func first<Result>(
        _ name: String,
        of handles: [Handle<Result>]
    ) async throws -> (index: Int, handle: Handle<Result>) {
        guard !handles.isEmpty else {
            throw InvalidOperation("'\(name)' needs at least one branch to wait for.")
        }
        let index = try await firstIndex(name, handles.map(\.outcome))
        guard handles.indices.contains(index) else {
            throw InvalidOperation("'\(name)' was recorded with more branches than there are now.")
        }
        return (index, handles[index])
    }

    /// A branch's result if it ends in time, otherwise `nil`; the branch goes on then.
    public func timed<Result>(
        _ name: String,
        _ handle: Handle<Result>,
        within limit: Duration
    ) async throws -> Result? {
        let timer = try start("\(name) timer") { context in
            try await context.wait(name, for: limit)
            return true
        }
        let winner = try await firstIndex(name, [handle.outcome, timer.outcome])
        return winner == 0 ? try await handle.value : nil
    }

    private func firstIndex(_ name: String, _ outcomes: [BranchOutcome]) async throws -> Int {
        let request = try next(name, .step, .first)
        guard !isTransient else {
            await session.wait(for: outcomes)
            try await goOn()
            return outcomes.firstIndex(where: \.isOver) ?? 0
        }
        while true {
            switch try await state(of: request) {
            case .step(.succeeded(_, let result)):
                return try PayloadCoder.decode(Int.self, from: result)
            case .step(.failed(_, let error)):
                throw failure(of: name, error)
            case let state:
                await session.wait(for: outcomes)
                let index = outcomes.firstIndex(where: \.isOver) ?? 0
                if state == nil { session.enqueue(request.update(.startStep)) }
                await commit(
                    request.update(.succeedStep(result: try PayloadCoder.encode(index)))
                )
            }
        }
    }
}

/// What a branch that runs beside others has left behind.
enum BranchResult: Sendable {
    /// The payload that is recorded of it.
    case recorded(String?)
    /// Itself, where nothing is recorded.
    case value(any Sendable)
}

/// How a branch that runs beside others has ended, and who waits for that.
final class BranchOutcome: Sendable {
    private enum State {
        case running(waiters: [BranchWaiter])
        case over(Result<BranchResult, any Error>)
    }

    private let state = Mutex(State.running(waiters: []))

    var isOver: Bool {
        state.withLock { if case .over = $0 { true } else { false } }
    }

    /// The result of a branch that has ended.
    func value<Value: Decodable>(as type: Value.Type) throws -> Value {
        let result = state.withLock { state -> Result<BranchResult, any Error>? in
            if case .over(let result) = state { result } else { nil }
        }
        switch try result?.get() {
        case .value(let value as Value): return value
        case .recorded(let payload): return try PayloadCoder.decode(type, from: payload)
        case .value, nil: throw InvalidOperation("The branch has no result of type \(type).")
        }
    }

    /// - Returns: those who have waited for it.
    func finish(_ result: Result<BranchResult, any Error>) -> [BranchWaiter] {
        state.withLock { state in
            guard case .running(let waiters) = state else { return [] }
            state = .over(result)
            return waiters
        }
    }

    /// - Returns: whether there is anything to wait for.
    func add(_ waiter: BranchWaiter) -> Bool {
        state.withLock { state in
            guard case .running(let waiters) = state else { return false }
            state = .running(waiters: waiters + [waiter])
            return true
        }
    }
}

/// Somebody who waits for the first of several branches; he is woken once.
final class BranchWaiter: Sendable {
    private let continuation: Mutex<SessionState.Resumption<Void>?>

    init(_ continuation: SessionState.Resumption<Void>) {
        self.continuation = Mutex(continuation)
    }

    /// - Returns: what to resume, unless it was taken before.
    func take() -> SessionState.Resumption<Void>? {
        continuation.withLock { $0.take() }
    }
}

extension ExecutionSession {
    /// Runs a branch that nobody waits for yet.
    func runBranch(
        _ outcome: BranchOutcome,
        _ body: @escaping @Sendable () async throws -> BranchResult
    ) {
        enter()
        spawn { [self] in
            let result: Result<BranchResult, any Error>
            do {
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            for waiter in outcome.finish(result) { wake(waiter) }
            leave()
        }
    }

    /// Waits until one of the branches has ended.
    func wait(for outcomes: [BranchOutcome]) async {
        guard !outcomes.contains(where: \.isOver) else { return }
        await withUnsafeContinuation { continuation in
            let waiter = BranchWaiter(continuation)
            let isOver = outcomes.map { $0.add(waiter) }.contains(false)
            if isOver { wake(waiter) }
            leave()
        }
    }

    /// Whoever is woken enters before the one who wakes him leaves.
    private func wake(_ waiter: BranchWaiter) {
        guard let continuation = waiter.take() else { return }
        enter()
        continuation.resume()
    }
}
