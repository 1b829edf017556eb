/// How an execution ended.
package enum ExecutionOutcome: Sendable, Hashable {
    case succeeded(result: String?)
    case failed(ErrorObject)
    case timedOut(ErrorObject)
    case stopped(ErrorObject)
    /// Another execution of the workflow carries on with this input.
    case continued(input: String?)
}

extension ExecutionOutcome {
    var state: Operation.ExecutionState {
        switch self {
        case .succeeded(let result): .succeeded(result: result)
        case .failed(let error): .failed(error)
        case .timedOut(let error): .timedOut(error)
        case .stopped(let error): .stopped(error)
        case .continued(let input): .continued(input: input)
        }
    }

    var event: HistoryEvent.Kind {
        switch self {
        case .succeeded(let result): .executionSucceeded(result: result)
        case .failed(let error): .executionFailed(error)
        case .timedOut(let error): .executionTimedOut(error)
        case .stopped(let error): .executionStopped(error)
        case .continued(let input): .executionContinued(input: input)
        }
    }
}

extension ExecutionOutcome {
    /// What it means for the operation that waits for this execution.
    ///
    /// `nil` for an execution that another carries on: the last of the chain tells.
    var invoked: (state: Operation.InvokeState, event: HistoryEvent.Kind)? {
        switch self {
        case .succeeded(let result): (.succeeded(result: result), .invokeSucceeded(result: result))
        case .failed(let error): (.failed(error), .invokeFailed(error))
        case .timedOut(let error): (.timedOut(error), .invokeTimedOut(error))
        case .stopped(let error): (.stopped(error), .invokeStopped(error))
        case .continued: nil
        }
    }
}

extension Operation {
    /// How the execution ended, when this operation is an execution and it has ended.
    package var outcome: ExecutionOutcome? {
        guard case .execution(let state) = state else { return nil }
        return switch state {
        case .started, .cancelling: nil
        case .succeeded(let result): .succeeded(result: result)
        case .failed(let error): .failed(error)
        case .timedOut(let error): .timedOut(error)
        case .stopped(let error): .stopped(error)
        case .continued(let input): .continued(input: input)
        }
    }
}

extension ExecutionOutcome {
    /// What the owner records when the workflow's code has come to this end.
    package var update: OperationUpdate {
        let change: OperationUpdate.Change =
            switch self {
            case .succeeded(let result): .succeedExecution(result: result)
            case .failed(let error), .timedOut(let error): .failExecution(error)
            case .stopped(let error): .stopExecution(error)
            case .continued(let input): .continueExecution(input: input)
            }
        return OperationUpdate(id: .execution, change: change)
    }
}
