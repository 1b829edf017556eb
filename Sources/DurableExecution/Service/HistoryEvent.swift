/// One line of an execution's history.
///
/// Source: Lambda API reference, `Event` of GetDurableExecutionHistory.
package struct HistoryEvent: Sendable, Hashable {
    /// Counts from 1.
    package let id: Int
    package let timestamp: Timestamp
    package let operation: OperationID
    package let parent: OperationID?
    package let name: String?
    package let subtype: String?
    package let kind: Kind

    package enum Kind: Sendable, Hashable {
        case executionStarted(input: String?)
        case executionSucceeded(result: String?)
        case executionFailed(ErrorObject)
        case executionTimedOut(ErrorObject)
        case executionStopped(ErrorObject)
        case executionContinued(input: String?)
        case cancelRequested(ErrorObject)
        case signalReceived(Signal)
        case contextStarted
        case contextSucceeded(result: String?)
        case contextFailed(ErrorObject)
        case stepStarted
        case stepSucceeded(result: String?, attempt: Int, nextAttemptIn: Duration?)
        case stepFailed(ErrorObject, attempt: Int, nextAttemptIn: Duration?)
        case waitStarted(duration: Duration, until: Timestamp)
        case waitSucceeded(duration: Duration)
        case waitCancelled
        case callbackStarted(token: CallbackToken, CallbackLimits)
        case callbackSucceeded(result: String?)
        case callbackFailed(ErrorObject)
        case callbackTimedOut(ErrorObject)
        case invokeStarted(InvokeTarget, input: String?)
        case invokeSucceeded(result: String?)
        case invokeFailed(ErrorObject)
        case invokeTimedOut(ErrorObject)
        case invokeStopped(ErrorObject)
        case invocationCompleted(Invocation)
        case executionPaused(requestedAt: Timestamp, reason: String?, pausesTimeout: Bool)
        case executionResumed(requestedAt: Timestamp, reason: String?)
    }

    /// One invocation of the function on behalf of the execution.
    package struct Invocation: Sendable, Hashable {
        package var requestID: String
        package var startedAt: Timestamp
        package var endedAt: Timestamp
        package var error: ErrorObject?

        package init(
            requestID: String,
            startedAt: Timestamp,
            endedAt: Timestamp,
            error: ErrorObject? = nil
        ) {
            self.requestID = requestID
            self.startedAt = startedAt
            self.endedAt = endedAt
            self.error = error
        }
    }

    init(_ id: Int, _ kind: Kind, of operation: Operation, at now: Timestamp) {
        self.id = id
        self.kind = kind
        timestamp = now
        self.operation = operation.id
        parent = operation.parent
        name = operation.name
        subtype = operation.subtype
    }
}
