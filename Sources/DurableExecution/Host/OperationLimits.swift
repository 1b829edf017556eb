/// How many operations an execution may have: each is kept, and replayed whenever it is taken over.
package struct OperationLimits: Sendable, Hashable {
    /// How many give a warning, as does every multiple of it.
    package var warning: Int
    /// How many there may be.
    package var limit: Int

    package init(warning: Int = 10_000, limit: Int = 250_000) {
        self.warning = max(1, warning)
        self.limit = max(1, limit)
    }

    /// What to say where a checkpoint has brought an execution to a number that gives a warning.
    func warning(at count: Int, after new: Int, of execution: ExecutionID) -> String? {
        guard count / warning > max(0, count - new) / warning else { return nil }
        return """
            Execution \(execution.rawValue) has \(count) operations, and may have \(limit): \
            have its workflow continue as new.
            """
    }
}

/// An execution has as many operations as it may.
struct TooManyOperations: RecordableError {
    let limit: Int

    var errorObject: ErrorObject {
        ErrorObject(
            type: "TooManyOperations",
            message: """
                The execution has \(limit) operations, and may have no more: have its workflow \
                continue as new.
                """
        )
    }
}
