extension WorkflowContext {
    /// Calls another function and waits, without a process, for its result.
    ///
    /// `function` is a name or ARN with a version or alias, as AWS's durable functions service
    /// demands. A function that fails, times out or is stopped throws an `OperationFailure`.
    public func invoke<Result: Decodable & Sendable>(
        _ name: String,
        function: String,
        tenantID: String? = nil,
        input: some Encodable,
        returning type: Result.Type = Result.self
    ) async throws -> Result {
        let request = try next(name, .invoke, .chainedInvoke)
        let target = InvokeTarget(function: function, tenantID: tenantID)
        while true {
            switch await state(of: request) {
            case .invoke(.succeeded(let result)): return try PayloadCoder.decode(type, from: result)
            case .invoke(.failed(let error)), .invoke(.timedOut(let error)),
                .invoke(.stopped(let error)):
                throw OperationFailure(operation: name, error: error)
            case .invoke(.started): await session.park(on: request.id)
            default:
                let input = try PayloadCoder.encode(input)
                await session.commit(request.update(.startInvoke(target, input: input)))
            }
        }
    }
}
