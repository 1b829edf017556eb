/// What somebody outside says to a waiting workflow.
package enum CallbackCompletion: Sendable, Hashable {
    case succeeded(result: String?)
    case failed(ErrorObject)
}

/// Why a callback could not be answered.
package enum InvalidCallback: Error, Hashable {
    /// No callback of this execution has the token.
    case unknown(CallbackToken)
    /// The callback was answered before, has expired, or its execution has ended.
    case closed(CallbackToken)
}

extension Operation.CallbackState {
    package var token: CallbackToken {
        switch self {
        case .started(let token, _), .succeeded(let token, _), .failed(let token, _),
            .timedOut(let token, _):
            token
        }
    }
}

extension ErrorObject {
    /// Source: AWS durable execution language SDK specification, error types of callbacks.
    static let callbackTimedOut = ErrorObject(
        type: "Callback.Timeout",
        message: "Callback timed out"
    )

    static let callbackHeartbeatMissed = ErrorObject(
        type: "Callback.Heartbeat",
        message: "Callback heartbeat timed out"
    )
}
