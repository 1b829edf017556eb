/// Calls of functions and workflows.
extension ExecutionRecord {
    /// A call whose outcome is not known yet.
    package struct Call: Sendable, Hashable {
        package let operation: OperationID
        package let target: InvokeTarget
        package let input: String?
        /// Why what was called is to end.
        package internal(set) var cancellation: ExecutionCancelled?
        /// What was called has said how it has ended.
        var isAnswered = false
    }

    /// Records how a function ended that an operation has called.
    ///
    /// - Returns: `false` when the operation is not open, or the execution has ended.
    package mutating func finishInvoke(
        _ id: OperationID,
        with outcome: ExecutionOutcome,
        at now: Timestamp
    ) -> Bool {
        guard !isEnded, var operation = self[id], operation.state == .invoke(.started),
            let (state, event) = outcome.invoked
        else { return false }
        operation.state = .invoke(state)
        operation.endedAt = now
        calls[id]?.isAnswered = true
        commit(operation, event, at: now)
        return true
    }

    /// The calls whose outcome is not known yet, in the order in which they were made.
    package var openCalls: [Call] {
        operations.filter { $0.state == .invoke(.started) }.compactMap { calls[$0.id] }
    }

    /// The workflows that were called and have not said how they have ended, even where nobody waits for
    /// that any more, because the execution was cancelled.
    package var owedCalls: [Call] { unansweredCalls.filter { $0.target.parentClose != nil } }

    /// What somebody has to see to: open calls, and owed ones.
    var unansweredCalls: [Call] {
        operations.compactMap { operation in
            guard let call = calls[operation.id], !call.isAnswered else { return nil }
            let isOpen = operation.state == .invoke(.started)
            return isOpen || call.target.parentClose != nil ? call : nil
        }
    }
}
