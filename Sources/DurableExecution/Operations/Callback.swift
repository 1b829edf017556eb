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
    /// fails, as `retry` says. The answer must be JSON that `Value` can be decoded from, or what
    /// `coding` reads. An answer that reports a failure, or cannot be decoded, throws an `OperationFailure`.
    public func callback<Value: Codable & Sendable>(
        _ name: String,
        returning type: Value.Type,
        timeout: Duration? = nil,
        heartbeat: Duration? = nil,
        retry: RetryStrategy? = nil,
        coding: PayloadCoding<Value> = .json,
        _ submit: @escaping @Sendable (CallbackToken) async throws -> Void
    ) async throws -> CallbackAnswer<Value> {
        let limits = try CallbackLimits(name, timeout: timeout, heartbeat: heartbeat)
        let request = try next(name, .context, .waitForCallback)
        do {
            let result = try await runChild(request) { child, _ in
                let answer = try child.next("\(name) create callback id", .callback, .callback)
                let token = try await child.token(of: answer, limits)
                try await child.step("\(name) submitter", retry: retry) { try await submit(token) }
                return try await child.result(of: answer)
            }
            return try .received(decode(coding, result, name))
        } catch let failure as OperationFailure where failure.error.isTimeout {
            return .timedOut
        }
    }

    /// Hands out a token without waiting for the answer yet.
    ///
    /// Send the token in a step, do other work, and ask for ``PendingCallback/result()`` in the end.
    public func createCallback<Value: Codable & Sendable>(
        _ name: String,
        returning type: Value.Type,
        timeout: Duration? = nil,
        heartbeat: Duration? = nil,
        coding: PayloadCoding<Value> = .json
    ) async throws -> PendingCallback<Value> {
        let limits = try CallbackLimits(name, timeout: timeout, heartbeat: heartbeat)
        let request = try next(name, .callback, .callback)
        return PendingCallback(
            token: try await token(of: request, limits),
            request: request,
            coding: coding,
            context: self
        )
    }

    func token(
        of request: OperationRequest,
        _ limits: CallbackLimits
    ) async throws -> CallbackToken {
        while true {
            // A replay may find the answer here already; the first run did not.
            if case .callback(let callback) = try await operation(for: request)?.state {
                return callback.token
            }
            await commit(request.update(.startCallback(limits)))
        }
    }

    func result(of request: OperationRequest) async throws -> String? {
        while true {
            switch try await state(of: request) {
            case .callback(.succeeded(_, let result)): return result
            case .callback(.failed(_, let error)), .callback(.timedOut(_, let error)):
                throw failure(of: request.name, error)
            default: await session.park(on: request.id)
            }
        }
    }

    func decode<Value>(
        _ coding: PayloadCoding<Value>,
        _ payload: String?,
        _ name: String
    ) throws(OperationFailure) -> Value {
        do {
            return try coding.decode(payload)
        } catch {
            let cause = ErrorObject(
                type: "CallbackPayloadError",
                message: "The answer does not fit \(Value.self): \(error)"
            )
            throw OperationFailure(operation: name, error: cause)
        }
    }
}

/// A callback whose token is out and whose answer is not waited for yet.
///
/// It belongs to the context that made it.
public final class PendingCallback<Value: Codable & Sendable> {
    /// What somebody outside must answer with.
    public let token: CallbackToken
    private let request: OperationRequest
    private let coding: PayloadCoding<Value>
    private let context: WorkflowContext

    init(
        token: CallbackToken,
        request: OperationRequest,
        coding: PayloadCoding<Value>,
        context: WorkflowContext
    ) {
        self.token = token
        self.request = request
        self.coding = coding
        self.context = context
    }

    /// Waits, without a process, for the answer.
    ///
    /// An answer that reports a failure, or cannot be decoded, throws an `OperationFailure`.
    public func result() async throws -> CallbackAnswer<Value> {
        do {
            let payload = try await context.result(of: request)
            return try .received(context.decode(coding, payload, request.name))
        } catch let failure as OperationFailure where failure.error.isTimeout {
            return .timedOut
        }
    }
}

extension CallbackLimits {
    /// Source: Lambda API reference, `CallbackOptions` (at most 99,999,999 seconds).
    init(
        _ name: String,
        timeout: Duration?,
        heartbeat: Duration?
    ) throws(InvalidOperation) {
        for limit in [timeout, heartbeat].compactMap(\.self) {
            guard (.seconds(1)...(.seconds(99_999_999))).contains(limit) else {
                throw InvalidOperation(
                    "'\(name)' cannot be limited to \(limit): use 1 to 99,999,999 seconds."
                )
            }
        }
        self.init(timeout: timeout, heartbeat: heartbeat)
    }
}

extension ErrorObject {
    var isTimeout: Bool {
        type == ErrorObject.callbackTimedOut.type
            || type == ErrorObject.callbackHeartbeatMissed.type
    }
}
