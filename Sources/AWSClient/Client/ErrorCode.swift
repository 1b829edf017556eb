extension AWSError {
    /// A service's name for what went wrong, or one of ours where no service answered.
    package struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        package init(stringLiteral text: String) {
            rawValue = text
        }
    }
}

extension AWSError.Code {
    package static let conditionalCheckFailed: Self = "ConditionalCheckFailedException"
    package static let transactionCanceled: Self = "TransactionCanceledException"
    package static let resourceNotFound: Self = "ResourceNotFoundException"
    package static let resourceInUse: Self = "ResourceInUseException"
    package static let accessDenied: Self = "AccessDeniedException"
    package static let queueDoesNotExist: Self = "QueueDoesNotExist"
    package static let durableExecutionAlreadyStarted: Self =
        "DurableExecutionAlreadyStartedException"

    /// Credentials, region or endpoint are missing or wrong; nothing was sent.
    package static let configuration: Self = "Configuration"
    /// No connection came about; nothing was sent.
    package static let connectionFailed: Self = "ConnectionFailed"
    /// The connection ended before the answer was complete.
    package static let connectionLost: Self = "ConnectionLost"
    /// The answer changed on its way.
    package static let corruptedAnswer: Self = "CorruptedAnswer"
    /// Parts of a batch were left undone.
    package static let unprocessed: Self = "Unprocessed"
    package static let timedOut: Self = "TimedOut"
    package static let cancelled: Self = "Cancelled"
    /// The answer is not what the service's API describes.
    package static let unexpectedAnswer: Self = "UnexpectedAnswer"
}

extension AWSError.Code {
    /// Source: AWS SDKs and Tools reference, "Retry behavior", throttling errors.
    var isThrottling: Bool {
        [
            "BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException",
            "PriorRequestNotComplete", "ProvisionedThroughputExceededException",
            "RequestLimitExceeded", "RequestThrottled", "RequestThrottledException", "SlowDown",
            "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException",
            "TransactionInProgressException",
        ].contains(self)
    }

    /// Source: AWS SDKs and Tools reference, "Retry behavior", transient errors.
    var isTransient: Bool {
        [
            "IDPCommunicationError", "ReplicatedWriteConflictException", "RequestTimeout",
            "RequestTimeoutException", "TransactionConflictException",
        ].contains(self)
    }

    /// What to do about a refusal; nil where the service's message says it.
    func advice(operation: String) -> String? {
        switch self {
        case "AccessDeniedException", "AccessDenied":
            "Allow the action \(operation) on this resource in the policy of the caller's role."
        case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException",
            "SignatureDoesNotMatch", "InvalidAccessKeyId":
            "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN."
        case "RequestTimeTooSkewed", "RequestInTheFuture":
            "Set this machine's clock."
        case "ExpiredTokenException", "ExpiredToken", "RequestExpired":
            "Get new credentials; if they are new, check the clock."
        case .resourceNotFound, .queueDoesNotExist:
            "Check the name and that it exists in this account and region."
        default: nil
        }
    }
}
