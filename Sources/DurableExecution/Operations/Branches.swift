import Synchronization

/// The branches of a map or a parallel operation, before their results are decoded.
struct Branches<Value: Sendable> {
    let request: OperationRequest
    let subtype: Subtype
    let count: Int
    let concurrency: Int
    let policy: CompletionPolicy
    let name: @Sendable (Int) -> String
    let body: @Sendable (Int, WorkflowContext) async throws -> Value

    func validate() throws(InvalidOperation) {
        guard concurrency > 0 else {
            throw InvalidOperation("'\(request.name)' needs a concurrency of at least 1.")
        }
        if let required = policy.requiredSuccesses, !(1...max(count, 1) ~= required) {
            throw InvalidOperation(
                "'\(request.name)' has \(count) branches, of which \(required) cannot succeed."
            )
        }
    }

    /// Branches are numbered by index, so the order in which they run changes no id.
    fileprivate func request(_ index: Int) throws -> OperationRequest {
        OperationRequest(
            id: .path(index + 1, in: request.id),
            parent: request.id,
            name: try OperationName(name(index)).text,
            type: .context,
            subtype: subtype
        )
    }

    /// What comes of running a branch.
    fileprivate func result(
        of index: Int,
        _ run: (OperationRequest) async throws -> Value
    ) async -> Result<Value, OperationFailure> {
        do {
            return .success(try await run(try request(index)))
        } catch let failure as OperationFailure {
            return .failure(failure)
        } catch {
            return .failure(OperationFailure(operation: name(index), error: ErrorObject(error)))
        }
    }
}

extension WorkflowContext {
    /// Runs branches until the batch is over, and records nothing.
    func run<Value>(_ branches: Branches<Value>) async throws -> Batch<Value> {
        try branches.validate()
        return try await inside(branches.request) { context in
            await context.batch(of: branches) { request, index, context in
                try await context.inside(request) { try await branches.body(index, $0) }
            }
        }
    }

    /// Runs branches until the batch is over, and records what came of them.
    func run(
        _ branches: Branches<String?>,
        _ coding: BatchCoding
    ) async throws -> Batch<String?> {
        try branches.validate()
        var batch = Batch<String?>(successes: [])
        func summary(_: String?) throws -> String {
            try PayloadCoder.encode(BatchSummary(batch, of: branches.count))
        }
        let payload = try await runChild(branches.request, summary: summary) { context, summary in
            batch =
                if let summary { try await context.recall(branches, summary) } else {
                    await context.batch(of: branches) { request, index, context in
                        try await context.runChild(request) { context, _ in
                            try await branches.body(index, context)
                        }
                    }
                }
            return try coding.encode(batch)
        }
        return try coding.decode(payload)
    }

    /// Several branches at a time, each in a context of its own.
    private func batch<Value>(
        of branches: Branches<Value>,
        _ run: @escaping @Sendable (OperationRequest, Int, WorkflowContext) async throws -> Value
    ) async -> Batch<Value> {
        let shared = SharedProgress(
            BatchProgress<Value>(count: branches.count, policy: branches.policy)
        )
        guard !shared.isOver else { return shared.batch }
        let (session, moment) = (session, moment)
        let surroundings = surroundings.inside(branches.subtype)
        let worker: @Sendable () async -> BranchEnd = {
            while let index = shared.take() {
                // The branch's own context, made where the branch runs.
                let context = WorkflowContext(
                    session: session,
                    id: branches.request.id,
                    in: surroundings,
                    at: moment
                )
                let result = await branches.result(of: index) { request in
                    try await run(request, index, context)
                }
                if shared.finish(index, result) { return .over }
            }
            return .open
        }
        let width = min(branches.concurrency, branches.count)
        await session.runBranches(
            Array(repeating: worker, count: width),
            sharing: surroundings.scope
        )
        return shared.batch
    }

    /// Fills a recorded summary with what its branches have recorded.
    private func recall(
        _ branches: Branches<String?>,
        _ summary: String
    ) async throws -> Batch<String?> {
        try await PayloadCoder.decode(BatchSummary.self, from: summary).batch(
            of: branches.count
        ) { index in
            await branches.result(of: index) { request in
                try await runChild(request) { context, _ in
                    try await branches.body(index, context)
                }
            }
        }
    }
}

/// The progress of a batch in the hands of its workers.
private final class SharedProgress<Value: Sendable>: Sendable {
    private let progress: Mutex<BatchProgress<Value>>

    init(_ progress: BatchProgress<Value>) {
        self.progress = Mutex(progress)
    }

    func take() -> Int? { progress.withLock { $0.take() } }

    func finish(_ index: Int, _ result: Result<Value, OperationFailure>) -> Bool {
        progress.withLock { $0.finish(index, result) }
    }

    var isOver: Bool { progress.withLock { $0.reason != nil } }

    var batch: Batch<Value> { progress.withLock { $0.batch } }
}
