import DurableExecution

/// Answers to callbacks, which come by their tokens.
extension DurableService {
    func answer(_ token: CallbackToken, with completion: CallbackCompletion) throws(ServiceError) {
        if executions[try position(of: token)].usage != nil {
            try ExecutionLimits.check(completion)
        }
        try withCallback(token) { execution, now throws(CallbackError) in
            try execution.answer(token, with: completion, at: now)
        }
    }

    func beat(_ token: CallbackToken) throws(ServiceError) {
        try withCallback(token) { execution, now throws(CallbackError) in
            try execution.beat(token, at: now)
            return []
        }
    }

    private func withCallback(
        _ token: CallbackToken,
        _ body:
            (inout HostedExecution, Timestamp) throws(CallbackError) -> [HostedExecution.Action]
    ) throws(ServiceError) {
        let position = try position(of: token)
        do {
            perform(try body(&executions[position], now(position)), of: position)
        } catch {
            throw ServiceError(error, token)
        }
    }

    private func position(of token: CallbackToken) throws(ServiceError) -> Int {
        let id = CallbackTokens.execution(of: token)
        guard let position = executions.firstIndex(where: { $0.identity.id == id }) else {
            throw ServiceError(.unknown, token)
        }
        return position
    }
}

extension ServiceError {
    fileprivate init(_ error: CallbackError, _ token: CallbackToken) {
        switch error {
        case .unknown: self = .resourceNotFound("There is no callback \(token.rawValue).")
        case .answered, .expired, .executionEnded, .closed: self = .callbackTimedOut("\(error)")
        }
    }
}
