import HTTPTransport

/// Why one attempt of a call failed, in the words of whoever failed.
enum CallFailure: Error {
    case configuration(ConfigurationError)
    case transport(HTTPError)
    case refusal(Refusal)
    /// The answer is not the one that the service sent.
    case corrupted(HTTPResponse)
    case unexpected(UnexpectedAnswer, HTTPResponse)
}

extension AWSError {
    init(_ failure: CallFailure, of call: some AWSCall) {
        switch failure {
        case .configuration(let error):
            let code: Code = error == .cancelled ? .cancelled : .configuration
            self.init(of: call, code, "\(error)", .permanent, .notPerformed)
        case .transport(let error):
            self.init(
                of: call,
                error.code,
                "\(error)",
                error.cause,
                error.mayHaveBeenSent ? .unknown : .notPerformed
            )
        case .refusal(let refusal):
            self.init(refusal, of: call)
        case .corrupted(let response):
            let message = "The answer does not have the checksum that it says it has."
            self.init(of: call, .corruptedAnswer, message, .transient, .unknown)
            status = response.status
            requestID = response.requestID
        case .unexpected(let error, let response):
            self.init(of: call, .unexpectedAnswer, "\(error)", .permanent, .unknown)
            status = response.status
            requestID = response.requestID
        }
    }

    /// Parts of a call were left undone, however often it was repeated.
    init(unprocessed count: Int, of call: some AWSCall) {
        let message = "\(count) of its parts were left undone for want of capacity."
        self.init(of: call, .unprocessed, message, .throttling, .unknown)
    }

    package init(_ refusal: Refusal, of call: some AWSCall) {
        self.init(of: call, refusal.code, refusal.message, refusal.cause, refusal.outcome)
        status = refusal.status
        requestID = refusal.requestID
        item = refusal.item
        cancellationReasons = refusal.cancellationReasons
        retryAfter = refusal.retryAfter
    }

    private init<Call: AWSCall>(
        of call: Call,
        _ code: Code,
        _ message: String,
        _ cause: Cause,
        _ outcome: Outcome
    ) {
        service = Call.service.name
        operation = Call.operation
        self.code = code
        self.message = message
        self.cause = cause
        self.outcome = outcome
    }
}

extension HTTPError {
    fileprivate var code: AWSError.Code {
        switch self {
        case .invalidRequest: .configuration
        case .cannotConnect, .tls: .connectionFailed
        case .timedOut: .timedOut
        case .connectionClosed: .connectionLost
        case .malformedResponse, .tooLarge: .unexpectedAnswer
        case .cancelled: .cancelled
        }
    }

    fileprivate var cause: AWSError.Cause {
        switch self {
        case .cannotConnect, .timedOut, .connectionClosed: .transient
        case .invalidRequest, .tls, .malformedResponse, .tooLarge, .cancelled: .permanent
        }
    }
}
