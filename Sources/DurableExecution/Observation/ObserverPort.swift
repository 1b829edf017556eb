/// The way out of the core for whoever measures or traces executions.
///
/// What is replayed is not told again. A process that dies may have told what it has not recorded: the
/// next one tells it once more.
package protocol ObserverPort: Sendable {
    /// A process takes an execution in hand; what it returns is told how it lets go.
    func began(_ run: ObservedRun) -> @Sendable (ObservedRun.End) -> Void

    /// An operation has come to its end: in this run, or while nobody ran the execution.
    func ended(_ operation: Operation, in run: ObservedRun)

    /// Makes an attempt at a step, or looks at a condition.
    func attempt<Result: Sendable>(
        _ attempt: ObservedAttempt,
        _ body: () async throws -> Result
    ) async throws -> Result

    /// What whoever asks is at; an execution that they start belongs to it.
    var currentTrace: TraceParent? { get }
}

extension ObserverPort {
    package var currentTrace: TraceParent? { nil }
}

/// One process's hold on an execution: an invocation, on Lambda.
package struct ObservedRun: Sendable {
    package let workflow: String
    package let execution: String
    /// When the execution was started.
    package let startedAt: Timestamp
    /// Whether an earlier run has recorded something.
    package let isResumed: Bool
    /// What all that is told of the execution hangs below, in whichever run.
    package let trace: TraceParent
    package let now: @Sendable () -> Timestamp

    package enum End: Sendable {
        case ended(ExecutionOutcome)
        /// Everything waits for time or for somebody outside.
        case suspended
        /// Its time is up, and another run goes on.
        case handedOver
        /// Another process has taken over, or the store has failed.
        case lost
    }
}

/// One attempt at a step.
package struct ObservedAttempt: Sendable {
    package let run: ObservedRun
    package let operation: OperationID
    /// The step's.
    package let name: String
    /// Counts from 1.
    package let number: Int
}
