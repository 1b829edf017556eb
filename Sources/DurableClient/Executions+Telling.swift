public import DurableExecution

/// What executions are told from outside.
extension Executions {
    /// Answers a callback that an execution waits for; the answer is JSON, and the first one counts.
    ///
    /// - Throws: ``DurableExecution/CallbackError`` where nobody waits for it.
    public func answer(_ token: CallbackToken, with answer: some Encodable) async throws {
        try await service.send(.succeed(token, result: PayloadCoder.encode(answer)))
    }

    /// Reports to a callback that there is no answer.
    ///
    /// - Throws: ``DurableExecution/CallbackError`` where nobody waits for it.
    public func fail(_ token: CallbackToken, with error: any Error) async throws {
        try await service.send(.fail(token, ErrorObject(error)))
    }

    /// Says of a callback that its answer is still to come: its heartbeat starts anew.
    ///
    /// - Throws: ``DurableExecution/CallbackError`` where nobody waits for it.
    public func heartbeat(_ token: CallbackToken) async throws {
        try await service.send(.heartbeat(token))
    }

    /// Sends an execution a message, which is kept until it waits for one of that name.
    ///
    /// - Throws: ``DurableExecution/UnknownExecution``, or ``DurableExecution/ExecutionEnded``.
    public func signal(
        _ signal: String,
        _ payload: some Encodable,
        to execution: String
    ) async throws {
        let signal = Signal(name: signal, payload: try PayloadCoder.encode(payload))
        try await service.send(.signal(id(of: execution), signal))
    }

    /// Tells an execution to end; it may clean up first.
    ///
    /// - Throws: ``DurableExecution/UnknownExecution``, or ``DurableExecution/ExecutionEnded``.
    public func cancel(_ execution: String, reason: String? = nil) async throws {
        try await service.send(.cancel(id(of: execution), reason: reason))
    }

    /// Ends an execution at once: none of its code runs on.
    ///
    /// - Throws: ``DurableExecution/UnknownExecution``, or ``DurableExecution/ExecutionEnded``.
    public func stop(_ execution: String, reason: String? = nil) async throws {
        let error = ErrorObject(type: "ExecutionStopped", message: reason)
        try await service.send(.stop(id(of: execution), error))
    }

    private func id(of execution: String) async throws -> String {
        let name = try ExecutionName(execution)
        guard let found = try await service.execution(of: workflow, named: name) else {
            throw UnknownExecution(execution: "\(workflow)/\(execution)")
        }
        return found.arn
    }
}
