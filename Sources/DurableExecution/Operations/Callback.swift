/// What came of waiting for somebody outside.
public enum CallbackAnswer<Value: Sendable>: Sendable {
    /// The answer came in time.
    case received(Value)
    /// Nobody answered, or the sign of life failed to come, before the time was up.
    case timedOut
}

extension CallbackAnswer: Equatable where Value: Equatable {}

extension WorkflowContext {
    /// Hands out a token and waits, without a process, until somebody answers with it.
    ///
    /// `submit` sends the token to whoever is to answer. It runs as a step: once, and again when it
    /// fails, as `retry` says. The answer must be JSON that `Value` can be decoded from. An answer
    /// that reports a failure, or cannot be decoded, throws an `OperationFailure`.
    public func callback<Value: Codable & Sendable>(
        _ name: String,
        returning type: Value.Type,
        timeout: Duration? = nil,
        heartbeat: Duration? = nil,
        retry: RetryStrategy = .standard,
        _ submit: @Sendable (CallbackToken) async throws -> Void
    ) async throws -> CallbackAnswer<Value> {
        let limits = CallbackLimits(timeout: timeout, heartbeat: heartbeat)
        try limits.validate(name)
        let request = try next(name, .context, .waitForCallback)
        do {
            let result = try await runChild(request) { child in
                let answer = try child.next("\(name) create callback id", .callback, .callback)
                let token = await child.createCallback(answer, limits)
                try await child.step("\(name) submitter", retry: retry) { try await submit(token) }
                return try await child.result(of: answer)
            }
            return .received(try PayloadCoder.decode(type, from: result))
        } catch let failure as OperationFailure where failure.error.isTimeout {
            return .timedOut
        } catch let error as DecodingError {
            let cause = ErrorObject(
                type: "CallbackPayloadError",
                message: "The answer does not fit \(type): \(error)"
            )
            throw OperationFailure(operation: name, error: cause)
        }
    }

    private func createCallback(
        _ request: OperationRequest,
        _ limits: CallbackLimits
    ) async -> CallbackToken {
        while true {
            if case .callback(let state) = await session.state(of: request) { return state.token }
            await session.commit(request.update(.startCallback(limits)))
        }
    }

    private func result(of request: OperationRequest) async throws -> String? {
        while true {
            switch await session.state(of: request) {
            case .callback(.succeeded(_, let result)): return result
            case .callback(.failed(_, let error)), .callback(.timedOut(_, let error)):
                throw OperationFailure(operation: request.name, error: error)
            default: await session.park(on: request.id)
            }
        }
    }
}

extension CallbackLimits {
    /// Source: Lambda API reference, `CallbackOptions` (at most 99,999,999 seconds).
    fileprivate func validate(_ name: String) throws(InvalidOperation) {
        for limit in [timeout, heartbeat].compactMap(\.self) {
            guard (.seconds(1)...(.seconds(99_999_999))).contains(limit) else {
                throw InvalidOperation(
                    "'\(name)' cannot be limited to \(limit): use 1 to 99,999,999 seconds."
                )
            }
        }
    }
}

extension ErrorObject {
    fileprivate var isTimeout: Bool {
        type == ErrorObject.callbackTimedOut.type
            || type == ErrorObject.callbackHeartbeatMissed.type
    }
}
