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

    /// Waits until a function has answered that an execution has called, or a moment has come.
    func answer(
        for execution: ExecutionID,
        before moment: Timestamp?
    ) async throws -> FunctionAnswer

    /// Gives up what an execution has called and has no answer to: nobody waits for it in this process.
    func abandon(_ execution: ExecutionID)
}

/// What has become of the functions that an execution has called.
package enum FunctionAnswer: Sendable, Hashable {
    /// All of them have answered.
    case complete
    /// One of them may have, or the moment has come.
    case news
    /// No other will answer in this invocation: the next one calls again.
    case late
}

/// One that has told the answer when it returns from a call leaves nothing open.
extension FunctionPort {
    package func answer(
        for execution: ExecutionID,
        before moment: Timestamp?
    ) -> FunctionAnswer { .complete }

    package func abandon(_ execution: ExecutionID) {}
}
