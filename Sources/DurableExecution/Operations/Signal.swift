extension WorkflowContext {
    /// Waits, without a process, for the next signal of a name.
    ///
    /// Signals that came before anybody waited are kept, in the order in which they came; each is
    /// received once. A payload that cannot be decoded throws an `OperationFailure`.
    ///
    /// ```swift
    /// while case .received(let item) = try await context.signal(
    ///     "item", returning: Item.self, timeout: .minutes(30)
    /// ) { cart.append(item) }
    /// ```
    public func signal<Value: Codable & Sendable>(
        _ name: String,
        returning type: Value.Type,
        timeout: Duration? = nil
    ) async throws -> CallbackAnswer<Value> {
        let limits = try CallbackLimits(name, timeout: timeout, heartbeat: nil)
        let request = try next(name, .callback, .signal)
        do {
            _ = try await token(of: request, limits)
            return try .received(decode(.json, try await result(of: request), name))
        } catch let failure as OperationFailure where failure.error.isTimeout {
            return .timedOut
        }
    }
}
