/// A record whose members are all optional on the wire, and which may be absent as a whole.
protocol EmptyInitializable {
    init()
}

struct ExecutionDetails: Codable, EmptyInitializable {
    var input: String?
    var result: String?
    var error: ErrorObject?

    private enum CodingKeys: String, CodingKey {
        case input = "InputPayload"
        case result = "Result"
        case error = "Error"
    }

    func state(_ status: OperationStatus) -> Operation.ExecutionState? {
        switch status {
        case .started: .started(input: input)
        case .succeeded: .succeeded(result: result)
        case .failed: .failed(error ?? .unexplained)
        case .timedOut: .timedOut(error ?? .unexplained)
        case .stopped: .stopped(error ?? .unexplained)
        case .continued: .continued(input: input)
        case .pending, .ready, .cancelled: nil
        }
    }
}

struct ContextDetails: Codable, EmptyInitializable {
    var replaysChildren: Bool?
    var result: String?
    var error: ErrorObject?

    private enum CodingKeys: String, CodingKey {
        case replaysChildren = "ReplayChildren"
        case result = "Result"
        case error = "Error"
    }

    func state(_ status: OperationStatus) -> Operation.ContextState? {
        switch status {
        case .started: .started
        case .succeeded: .succeeded(result: result, replaysChildren: replaysChildren ?? false)
        case .failed: .failed(error ?? .unexplained)
        default: nil
        }
    }
}

struct StepDetails: Codable, EmptyInitializable {
    var attempt: Int?
    var nextAttemptAt: Timestamp?
    var result: String?
    var error: ErrorObject?

    private enum CodingKeys: String, CodingKey {
        case attempt = "Attempt"
        case nextAttemptAt = "NextAttemptTimestamp"
        case result = "Result"
        case error = "Error"
    }

    func state(_ status: OperationStatus) -> Operation.StepState? {
        let attempts = attempt ?? 0
        let progress = StepProgress(attempts: attempts, lastError: error, state: result)
        switch status {
        case .started: return .started(progress)
        case .ready: return .ready(progress)
        case .succeeded: return .succeeded(attempts: attempts, result: result)
        case .failed: return .failed(attempts: attempts, error ?? .unexplained)
        case .pending:
            return nextAttemptAt.map { .pending(progress, until: $0) }
        default: return nil
        }
    }
}

struct WaitDetails: Codable, EmptyInitializable {
    var until: Timestamp?

    private enum CodingKeys: String, CodingKey {
        case until = "ScheduledEndTimestamp"
    }

    func state(_ status: OperationStatus) -> Operation.WaitState? {
        guard let until else { return nil }
        switch status {
        case .started: return .started(until: until)
        case .succeeded: return .succeeded(until: until)
        case .cancelled: return .cancelled(until: until)
        default: return nil
        }
    }
}

struct CallbackDetails: Codable, EmptyInitializable {
    var token: CallbackToken?
    var result: String?
    var error: ErrorObject?

    private enum CodingKeys: String, CodingKey {
        case token = "CallbackId"
        case result = "Result"
        case error = "Error"
    }

    /// The deadlines of an open callback are the store's business and not on the wire.
    func state(_ status: OperationStatus) -> Operation.CallbackState? {
        guard let token else { return nil }
        switch status {
        case .started: return .started(token: token, CallbackDeadlines())
        case .succeeded: return .succeeded(token: token, result: result)
        case .failed: return .failed(token: token, error ?? .unexplained)
        case .timedOut: return .timedOut(token: token, error ?? .unexplained)
        default: return nil
        }
    }
}

struct InvokeDetails: Codable, EmptyInitializable {
    var result: String?
    var error: ErrorObject?

    private enum CodingKeys: String, CodingKey {
        case result = "Result"
        case error = "Error"
    }

    func state(_ status: OperationStatus) -> Operation.InvokeState? {
        switch status {
        case .started, .pending: .started
        case .succeeded: .succeeded(result: result)
        case .failed: .failed(error ?? .unexplained)
        case .timedOut: .timedOut(error ?? .unexplained)
        case .stopped: .stopped(error ?? .unexplained)
        case .ready, .cancelled, .continued: nil
        }
    }
}

extension StepDetails {
    fileprivate init(_ progress: StepProgress, nextAttemptAt: Timestamp? = nil) {
        attempt = progress.attempts
        self.nextAttemptAt = nextAttemptAt
        result = progress.state
        error = progress.lastError
    }
}

extension Operation.ExecutionState {
    var details: ExecutionDetails {
        switch self {
        case .started(let input), .cancelling(let input, _), .continued(let input):
            ExecutionDetails(input: input)
        case .succeeded(let result): ExecutionDetails(result: result)
        case .failed(let error), .timedOut(let error), .stopped(let error):
            ExecutionDetails(error: error)
        }
    }
}

extension Operation.ContextState {
    var details: ContextDetails {
        switch self {
        case .started: ContextDetails()
        case .succeeded(let result, let replaysChildren):
            ContextDetails(replaysChildren: replaysChildren ? true : nil, result: result)
        case .failed(let error): ContextDetails(error: error)
        }
    }
}

extension Operation.StepState {
    var details: StepDetails {
        switch self {
        case .started(let progress), .ready(let progress): StepDetails(progress)
        case .pending(let progress, let until): StepDetails(progress, nextAttemptAt: until)
        case .succeeded(let attempts, let result): StepDetails(attempt: attempts, result: result)
        case .failed(let attempts, let error): StepDetails(attempt: attempts, error: error)
        }
    }
}

extension Operation.WaitState {
    var details: WaitDetails {
        switch self {
        case .started(let until), .succeeded(let until), .cancelled(let until):
            WaitDetails(until: until)
        }
    }
}

extension Operation.CallbackState {
    var details: CallbackDetails {
        switch self {
        case .started(let token, _): CallbackDetails(token: token)
        case .succeeded(let token, let result): CallbackDetails(token: token, result: result)
        case .failed(let token, let error), .timedOut(let token, let error):
            CallbackDetails(token: token, error: error)
        }
    }
}

extension Operation.InvokeState {
    var details: InvokeDetails {
        switch self {
        case .started: InvokeDetails()
        case .succeeded(let result): InvokeDetails(result: result)
        case .failed(let error), .timedOut(let error), .stopped(let error):
            InvokeDetails(error: error)
        }
    }
}

extension ErrorObject {
    /// Stands in where a failure arrives without its error.
    static var unexplained: ErrorObject { ErrorObject(type: nil, message: nil) }
}
