package import DurableExecution

extension EventDocument {
    /// `withData` includes inputs, results and errors.
    package init(_ event: HistoryEvent, withData: Bool = true) {
        let (type, details) = event.kind.document(withData)
        self.init(type: type, id: event.id, timestamp: event.timestamp, details: details)
        name = event.name
        if case .invocationCompleted = event.kind { return }
        subtype = event.subtype
        operation = event.operation.rawValue
        parent = event.parent?.rawValue
    }
}

extension HistoryEvent.Kind {
    fileprivate func document(_ withData: Bool) -> (type: String, EventDocument.Details) {
        typealias Details = EventDocument.Details
        func payload<Value>(_ value: Value?) -> EventDocument.Payload<Value> {
            EventDocument.Payload(value: withData ? value : nil, isTruncated: !withData)
        }
        return switch self {
        case .executionStarted(let input):
            ("ExecutionStarted", Details(input: payload(input)))
        case .executionSucceeded(let result):
            ("ExecutionSucceeded", Details(result: payload(result)))
        case .executionFailed(let error): ("ExecutionFailed", Details(error: payload(error)))
        case .executionTimedOut(let error): ("ExecutionTimedOut", Details(error: payload(error)))
        case .executionStopped(let error): ("ExecutionStopped", Details(error: payload(error)))
        case .executionContinued(let input):
            ("ExecutionContinued", Details(input: payload(input)))
        case .cancelRequested(let error): ("CancelRequested", Details(error: payload(error)))
        case .signalReceived(let signal):
            ("SignalReceived", Details(input: payload(signal.payload)))
        case .contextStarted: ("ContextStarted", Details())
        case .contextSucceeded(let result):
            ("ContextSucceeded", Details(result: payload(result)))
        case .contextFailed(let error): ("ContextFailed", Details(error: payload(error)))
        case .stepStarted: ("StepStarted", Details())
        case .stepSucceeded(let result, let attempt, let delay):
            (
                "StepSucceeded",
                Details(
                    result: payload(result),
                    retry: EventDocument.Retry(attempt: attempt, delay: delay?.wholeSeconds)
                )
            )
        case .stepFailed(let error, let attempt, let delay):
            (
                "StepFailed",
                Details(
                    error: payload(error),
                    retry: EventDocument.Retry(attempt: attempt, delay: delay?.wholeSeconds)
                )
            )
        case .waitStarted(let duration, let until):
            ("WaitStarted", Details(duration: duration.wholeSeconds, scheduledEnd: until))
        case .waitSucceeded(let duration):
            ("WaitSucceeded", Details(duration: duration.wholeSeconds))
        case .waitCancelled: ("WaitCancelled", Details())
        case .callbackStarted(let token, let limits):
            (
                "CallbackStarted",
                Details(
                    callbackID: token.rawValue,
                    timeout: limits.timeout?.wholeSeconds,
                    heartbeatTimeout: limits.heartbeat?.wholeSeconds
                )
            )
        case .callbackSucceeded(let result):
            ("CallbackSucceeded", Details(result: payload(result)))
        case .callbackFailed(let error): ("CallbackFailed", Details(error: payload(error)))
        case .callbackTimedOut(let error): ("CallbackTimedOut", Details(error: payload(error)))
        case .invokeStarted(let target, let input):
            (
                "ChainedInvokeStarted",
                Details(
                    input: payload(input),
                    function: target.function,
                    tenantID: target.tenantID
                )
            )
        case .invokeSucceeded(let result):
            ("ChainedInvokeSucceeded", Details(result: payload(result)))
        case .invokeFailed(let error): ("ChainedInvokeFailed", Details(error: payload(error)))
        case .invokeTimedOut(let error): ("ChainedInvokeTimedOut", Details(error: payload(error)))
        case .invokeStopped(let error): ("ChainedInvokeStopped", Details(error: payload(error)))
        case .executionPaused(let moment, let reason, let pausesTimeout):
            (
                "ExecutionPaused",
                Details(
                    pauseRequestedAt: moment,
                    reason: reason.map { payload($0) },
                    pausesTimeout: pausesTimeout
                )
            )
        case .executionResumed(let moment, let reason):
            (
                "ExecutionResumed",
                Details(resumeRequestedAt: moment, reason: reason.map { payload($0) })
            )
        case .invocationCompleted(let invocation):
            (
                "InvocationCompleted",
                Details(
                    error: invocation.error.map { payload($0) },
                    startedAt: invocation.startedAt,
                    endedAt: invocation.endedAt,
                    requestID: invocation.requestID
                )
            )
        }
    }
}
