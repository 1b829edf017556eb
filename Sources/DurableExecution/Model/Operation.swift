/// One durable operation as the store knows it.
package struct Operation: Sendable, Hashable {
    package let id: OperationID
    package let parent: OperationID?
    package let name: String?
    package let subtype: String?
    package let startedAt: Timestamp
    package var endedAt: Timestamp?
    package var state: State

    package init(
        id: OperationID,
        parent: OperationID?,
        name: String?,
        subtype: String?,
        startedAt: Timestamp,
        endedAt: Timestamp? = nil,
        state: State
    ) {
        self.id = id
        self.parent = parent
        self.name = name
        self.subtype = subtype
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.state = state
    }

    /// What kind of operation it is, and how far it has come.
    package enum State: Sendable, Hashable {
        case execution(ExecutionState)
        case context(ContextState)
        case step(StepState)
        case wait(WaitState)
        case callback(CallbackState)
        case invoke(InvokeState)
    }

    package enum ExecutionState: Sendable, Hashable {
        case started(input: String?)
        /// It is to end; what it still does is to clean up.
        case cancelling(input: String?, ErrorObject)
        case succeeded(result: String?)
        case failed(ErrorObject)
        case timedOut(ErrorObject)
        case stopped(ErrorObject)
        /// Another execution carries on with this input.
        case continued(input: String?)
    }

    package enum ContextState: Sendable, Hashable {
        case started
        /// `replaysChildren`: the result was too large to record, so a replay runs the body again.
        case succeeded(result: String?, replaysChildren: Bool)
        case failed(ErrorObject)
    }

    /// `attempts` counts the attempts that have finished.
    package enum StepState: Sendable, Hashable {
        case started(StepProgress)
        case pending(StepProgress, until: Timestamp)
        case ready(StepProgress)
        case succeeded(attempts: Int, result: String?)
        case failed(attempts: Int, ErrorObject)
    }

    package enum WaitState: Sendable, Hashable {
        case started(until: Timestamp)
        case succeeded(until: Timestamp)
        case cancelled(until: Timestamp)
    }

    package enum CallbackState: Sendable, Hashable {
        case started(token: CallbackToken, CallbackDeadlines)
        case succeeded(token: CallbackToken, result: String?)
        case failed(token: CallbackToken, ErrorObject)
        case timedOut(token: CallbackToken, ErrorObject)
    }

    /// The call of another function; its outcome comes from outside.
    package enum InvokeState: Sendable, Hashable {
        case started
        case succeeded(result: String?)
        case failed(ErrorObject)
        case timedOut(ErrorObject)
        case stopped(ErrorObject)
    }
}

/// What the finished attempts of a step that goes on have left behind.
package struct StepProgress: Sendable, Hashable {
    /// How many attempts have finished.
    package var attempts = 0
    /// Why the last one failed, where it did.
    package var lastError: ErrorObject?
    /// What the last look at a condition found.
    package var state: String?

    package init(attempts: Int = 0, lastError: ErrorObject? = nil, state: String? = nil) {
        self.attempts = attempts
        self.lastError = lastError
        self.state = state
    }
}

/// When an open callback expires: the answer is due by `timeout`, a sign of life by `heartbeat`.
package struct CallbackDeadlines: Sendable, Hashable {
    package var timeout: Timestamp?
    package var heartbeat: Timestamp?

    package init(timeout: Timestamp? = nil, heartbeat: Timestamp? = nil) {
        self.timeout = timeout
        self.heartbeat = heartbeat
    }

    /// Whichever comes first.
    package var next: Timestamp? {
        [timeout, heartbeat].compactMap(\.self).min()
    }
}

/// The secret with which a callback is answered; whoever holds it may answer.
public struct CallbackToken: Sendable, Hashable, RawRepresentable, Codable {
    /// The token as it is sent to whoever answers.
    public let rawValue: String

    /// A token as it was received.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Operation {
    /// The wire name of the operation's type.
    package var type: OperationType {
        switch state {
        case .execution: .execution
        case .context: .context
        case .step: .step
        case .wait: .wait
        case .callback: .callback
        case .invoke: .invoke
        }
    }

    /// The wire name of how far the operation has come.
    package var status: OperationStatus {
        switch state {
        case .execution(let state): state.status
        case .context(.started), .step(.started), .wait(.started), .callback(.started),
            .invoke(.started):
            .started
        case .step(.pending): .pending
        case .step(.ready): .ready
        case .context(.succeeded), .step(.succeeded), .wait(.succeeded), .callback(.succeeded),
            .invoke(.succeeded):
            .succeeded
        case .context(.failed), .step(.failed), .callback(.failed), .invoke(.failed): .failed
        case .wait(.cancelled): .cancelled
        case .callback(.timedOut), .invoke(.timedOut): .timedOut
        case .invoke(.stopped): .stopped
        }
    }

    /// The moment at which time alone moves this operation on.
    package var timer: Timestamp? {
        switch state {
        case .wait(.started(let until)), .step(.pending(_, let until)): until
        case .callback(.started(_, let deadlines)): deadlines.next
        default: nil
        }
    }
}

extension Operation.ExecutionState {
    var status: OperationStatus {
        switch self {
        case .started, .cancelling: .started
        case .succeeded: .succeeded
        case .failed: .failed
        case .timedOut: .timedOut
        case .stopped: .stopped
        case .continued: .continued
        }
    }
}

/// Source: Lambda API reference, `OperationType`.
package enum OperationType: String, Sendable, Codable {
    case execution = "EXECUTION"
    case context = "CONTEXT"
    case step = "STEP"
    case wait = "WAIT"
    case callback = "CALLBACK"
    case invoke = "CHAINED_INVOKE"
}

/// Source: Lambda API reference, `OperationStatus`.
package enum OperationStatus: String, Sendable, Codable {
    case started = "STARTED"
    case pending = "PENDING"
    case ready = "READY"
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case cancelled = "CANCELLED"
    case timedOut = "TIMED_OUT"
    case stopped = "STOPPED"
    /// Not one of AWS's: another execution carries on.
    case continued = "CONTINUED"

    /// Nothing changes the operation any more.
    package var isFinal: Bool {
        switch self {
        case .started, .pending, .ready: false
        case .succeeded, .failed, .cancelled, .timedOut, .stopped, .continued: true
        }
    }
}
