/// What somebody outside says to a waiting workflow.
package enum CallbackCompletion: Sendable, Hashable {
    case succeeded(result: String?)
    case failed(ErrorObject)
}

/// Why a callback takes no answer.
public enum CallbackError: Error, Hashable, CustomStringConvertible {
    /// No execution of the store has a callback with this token.
    case unknown
    /// Somebody has answered before: the first answer counts.
    case answered
    /// Its time was up before.
    case expired
    /// Its execution has ended without it.
    case executionEnded
    /// One of the three before: AWS's durable functions service does not say which.
    case closed

    /// What it means, and what to do.
    public var description: String {
        switch self {
        case .unknown:
            "No execution waits with this token: look whether it is whole, and whether the store is the right one."
        case .answered: "The callback has been answered before; the first answer counts."
        case .expired: "The callback has expired: nobody waits for its answer any more."
        case .executionEnded: "The execution has ended without waiting for the callback's answer."
        case .closed: "The callback has been answered before, or has expired."
        }
    }
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
