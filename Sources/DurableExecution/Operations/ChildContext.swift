extension WorkflowContext {
    /// Runs operations in a context of their own and records the result of the whole.
    ///
    /// A replay returns the recorded result without looking inside. A body that throws ends the
    /// child for good, with an `OperationFailure`.
    @discardableResult
    public func child<Result: Codable & Sendable>(
        _ name: String,
        coding: PayloadCoding<Result> = .json,
        _ body: (WorkflowContext) async throws -> Result
    ) async throws -> Result {
        try await runChild(try next(name, .context, .child), coding, body)
    }

    /// Runs operations that return nothing in a context of their own.
    @_disfavoredOverload
    public func child(
        _ name: String,
        _ body: (WorkflowContext) async throws -> Void
    ) async throws {
        _ = try await runChild(try next(name, .context, .child)) { context, _ in
            try await body(context)
            return nil
        }
    }

    /// Runs a child and records its result in a coding.
    func runChild<Result>(
        _ request: OperationRequest,
        _ coding: PayloadCoding<Result>,
        _ body: (WorkflowContext) async throws -> Result
    ) async throws -> Result {
        guard !isTransient else { return try await inside(request, body) }
        let payload = try await runChild(request) { context, _ in
            try coding.encode(try await body(context))
        }
        return try coding.decode(payload)
    }

    /// Runs a child whose result is a payload already.
    ///
    /// A result too large to be recorded is made again from the operations inside: the body then
    /// gets the `summary` that was recorded in its place.
    func runChild(
        _ request: OperationRequest,
        summary: (String?) throws -> String = { _ in "" },
        _ body: (WorkflowContext, _ recordedSummary: String?) async throws -> String?
    ) async throws -> String? {
        guard !isTransient else { return try await inside(request) { try await body($0, nil) } }
        let recorded = try await operation(for: request)?.state
        if case .context(.succeeded(let summary, replaysChildren: true)) = recorded {
            // What is inside comes first, as it did in the first run; the end follows.
            let result = try await body(child(request), summary)
            _ = try await state(of: request)
            return result
        }
        switch try await state(of: request) {
        case .context(.succeeded(let result, _)): return result
        case .context(.failed(let error)):
            throw failure(of: request.name, error)
        case .context(.started): break
        default: session.enqueue(request.update(.startContext))
        }
        return try await runOpenChild(request, summary: summary, body)
    }

    /// Runs a child that is recorded as started, or will be with the next checkpoint.
    func runOpenChild(
        _ request: OperationRequest,
        summary: (String?) throws -> String = { _ in "" },
        _ body: (WorkflowContext, _ recordedSummary: String?) async throws -> String?
    ) async throws -> String? {
        let context = child(request)
        let result: String?
        do {
            result = try await body(context, nil)
            context.abandonBranches()
        } catch {
            context.abandonBranches()
            let error = ErrorObject(error)
            try await close(request, .failContext(error))
            throw failure(of: request.name, error)
        }
        try await close(request, try .succeedContext(recording: result, or: summary))
        return result
    }

    /// Branches that are still on their way when their child ends are abandoned: a replay does not
    /// look inside any more.
    func abandonBranches() { _ = surroundings.scope.end() }

    private func close(_ request: OperationRequest, _ change: OperationUpdate.Change) async throws {
        await commit(request.update(change))
        // What has ended is part of this branch's past.
        _ = try await state(of: request)
    }
}

extension OperationUpdate.Change {
    /// Source: AWS durable execution language SDK specification, large child results.
    private static let largestResult = 262_144

    fileprivate static func succeedContext(
        recording result: String?,
        or summary: (String?) throws -> String
    ) rethrows -> Self {
        let fits = (result?.utf8.count ?? 0) <= largestResult
        return .succeedContext(result: fits ? result : try summary(result), replaysChildren: !fits)
    }
}
