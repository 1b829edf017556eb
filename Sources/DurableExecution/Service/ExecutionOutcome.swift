/// How an execution ended.
package enum ExecutionOutcome: Sendable, Hashable {
    case succeeded(result: String?)
    case failed(ErrorObject)
    case timedOut(ErrorObject)
    case stopped(ErrorObject)
}

extension ExecutionOutcome {
    var state: Operation.ExecutionState {
        switch self {
        case .succeeded(let result): .succeeded(result: result)
        case .failed(let error): .failed(error)
        case .timedOut(let error): .timedOut(error)
        case .stopped(let error): .stopped(error)
        }
    }

    var event: HistoryEvent.Kind {
        switch self {
        case .succeeded(let result): .executionSucceeded(result: result)
        case .failed(let error): .executionFailed(error)
        case .timedOut(let error): .executionTimedOut(error)
        case .stopped(let error): .executionStopped(error)
        }
    }
}

extension ExecutionOutcome {
    var invokeState: Operation.InvokeState {
        switch self {
        case .succeeded(let result): .succeeded(result: result)
        case .failed(let error): .failed(error)
        case .timedOut(let error): .timedOut(error)
        case .stopped(let error): .stopped(error)
        }
    }

    var invokeEvent: HistoryEvent.Kind {
        switch self {
        case .succeeded(let result): .invokeSucceeded(result: result)
        case .failed(let error): .invokeFailed(error)
        case .timedOut(let error): .invokeTimedOut(error)
        case .stopped(let error): .invokeStopped(error)
        }
    }
}

extension Operation {
    /// How the execution ended, when this operation is an execution and it has ended.
    package var outcome: ExecutionOutcome? {
        guard case .execution(let state) = state else { return nil }
        return switch state {
        case .started: nil
        case .succeeded(let result): .succeeded(result: result)
        case .failed(let error): .failed(error)
        case .timedOut(let error): .timedOut(error)
        case .stopped(let error): .stopped(error)
        }
    }
}
