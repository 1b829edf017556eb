extension WorkflowContext {
    /// Runs operations in a context of their own and records the result of the whole.
    ///
    /// A replay returns the recorded result without looking inside. A result too large to be
    /// recorded is made again from the operations inside.
    func runChild(
        _ request: OperationRequest,
        _ body: (WorkflowContext) async throws -> String?
    ) async throws -> String? {
        let child = WorkflowContext(session: session, id: request.id)
        switch await session.state(of: request) {
        case .context(.succeeded(let result, replaysChildren: false)): return result
        case .context(.succeeded(_, replaysChildren: true)): return try await body(child)
        case .context(.failed(let error)):
            throw OperationFailure(operation: request.name, error: error)
        case .context(.started): break
        default: session.enqueue(request.update(.startContext))
        }
        let result: String?
        do {
            result = try await body(child)
        } catch {
            let error = ErrorObject(error)
            await session.commit(request.update(.failContext(error)))
            throw OperationFailure(operation: request.name, error: error)
        }
        await session.commit(request.update(.succeedContext(recording: result)))
        return result
    }
}

extension OperationUpdate.Change {
    /// Source: AWS durable execution language SDK specification, large child results.
    private static let largestResult = 262_144

    fileprivate static func succeedContext(recording result: String?) -> Self {
        let fits = (result?.utf8.count ?? 0) <= largestResult
        return .succeedContext(result: fits ? result : "", replaysChildren: !fits)
    }
}
