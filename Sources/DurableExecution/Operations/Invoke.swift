extension WorkflowContext {
    /// Calls another function and waits, without a process, for its result.
    ///
    /// `function` is a name or ARN with a version or alias, as AWS's durable functions service
    /// demands. A function that fails, times out or is stopped throws an `OperationFailure`.
    public func invoke<Input: Codable & Sendable, Result: Codable & Sendable>(
        _ name: String,
        function: String,
        tenantID: String? = nil,
        input: Input,
        inputCoding: PayloadCoding<Input> = .json,
        returning type: Result.Type = Result.self,
        coding: PayloadCoding<Result> = .json
    ) async throws -> Result {
        let request = try next(name, .invoke, .chainedInvoke)
        let target = InvokeTarget(function: function, tenantID: tenantID)
        try await call(request, target, try inputCoding.encode(input))
        return try coding.decode(try await outcome(of: request))
    }

    /// Runs another workflow as an execution of its own and waits, without a process, for its result.
    ///
    /// A workflow that fails, times out or is stopped throws an `OperationFailure`. `parentClose` says
    /// what becomes of it when this workflow ends before it.
    public func invoke<Input: Encodable, Output: Decodable>(
        _ name: String,
        _ workflow: Workflow<Input, Output>,
        input: Input,
        parentClose: ParentClosePolicy = .terminate
    ) async throws -> Output {
        try await start(name, workflow, input: input, parentClose: parentClose).value
    }

    /// Starts another workflow as an execution of its own, beside what comes next.
    public func start<Input: Encodable, Output: Decodable>(
        _ name: String,
        _ workflow: Workflow<Input, Output>,
        input: Input,
        parentClose: ParentClosePolicy = .terminate
    ) async throws -> ChildWorkflow<Output> {
        let request = try next(name, .invoke, .childWorkflow)
        let target = InvokeTarget(function: workflow.name, parentClose: parentClose)
        try await call(request, target, try PayloadCoder.encode(input))
        return ChildWorkflow(request, self)
    }

    private func call(
        _ request: OperationRequest,
        _ target: InvokeTarget,
        _ input: String
    ) async throws {
        // What was called may have ended: that is news only to whoever asks for its result.
        guard try await operation(for: request) == nil else { return }
        await commit(request.update(.startInvoke(target, input: input)))
    }

    fileprivate func outcome(of request: OperationRequest) async throws -> String? {
        while true {
            switch try await state(of: request) {
            case .invoke(.succeeded(let result)): return result
            case .invoke(.timedOut(let error)), .invoke(.stopped(let error)):
                throw OperationFailure(operation: request.name, error: error)
            case .invoke(.failed(let error)): throw failure(of: request.name, error)
            default: await session.park(on: request.id)
            }
        }
    }
}

/// A workflow that another one has started.
///
/// It belongs to the context that started it.
public final class ChildWorkflow<Output: Decodable & Sendable> {
    private let request: OperationRequest
    private let context: WorkflowContext

    fileprivate init(_ request: OperationRequest, _ context: WorkflowContext) {
        self.request = request
        self.context = context
    }

    /// Its result; waits, without a process, until it has ended.
    ///
    /// A workflow that fails, times out or is stopped throws an `OperationFailure`.
    public var value: Output {
        get async throws {
            try PayloadCoder.decode(Output.self, from: try await context.outcome(of: request))
        }
    }

    /// Tells it to end; it may clean up first, and its ``value`` says how it has ended.
    public func cancel(_ name: String, reason: String? = nil) async throws {
        let cancel = try context.next(name, .step, .cancelChild)
        guard try await context.state(of: cancel) == nil else { return }
        context.session.enqueue(cancel.update(.startStep))
        context.session.enqueue(request.update(.cancelInvoke(reason: reason)))
        await context.commit(cancel.update(.succeedStep(result: "null")))
        // The moment at which it is recorded is part of this branch's past, as it is in a replay.
        _ = try await context.state(of: cancel)
    }
}
