/// How a host reaches the executions around the one that it runs.
package protocol FamilyPort: Sendable {
    /// Has an execution started and run; one that exists is left as it is, and run.
    ///
    /// Where an operation has called it, `options` name that.
    ///
    /// - Throws: ``NotHosted`` where nobody will ever run it.
    func start(
        _ workflow: String,
        _ name: ExecutionName,
        input: String?,
        options: StartOptions
    ) async throws

    /// Records what has happened outside an execution, and has it run on.
    func tell(_ execution: ExecutionID, _ event: OutsideEvent) async throws
}

/// Calls functions that are no workflows of this program.
package protocol FunctionPort: Sendable {
    /// Has a function called; how it ends is told to the operation that waits for it.
    ///
    /// It may be asked again for what it has called.
    func call(
        _ function: String,
        input: String?,
        for caller: StartOptions.Parent
    ) async throws
}
