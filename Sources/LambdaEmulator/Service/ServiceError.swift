import HTTPTransport

/// An error of the Lambda API in the shape its clients know.
///
/// Source: Lambda API reference, "Common errors"; the clients read the code from `x-amzn-ErrorType`.
struct ServiceError: Error, Hashable {
    let status: Int
    let code: String
    let message: String
    private let reason: String?

    private init(_ status: Int, _ code: String, _ message: String, reason: String? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.reason = reason
    }

    static func resourceNotFound(_ message: String) -> ServiceError {
        ServiceError(404, "ResourceNotFoundException", message)
    }

    static func unknownFunction(_ name: String, known: [String]) -> ServiceError {
        .resourceNotFound(
            "Function not found: \(FunctionReference.arn(name)). "
                + "The template has: \(known.sorted().joined(separator: ", "))."
        )
    }

    static func invalidParameter(_ message: String) -> ServiceError {
        ServiceError(400, "InvalidParameterValueException", message)
    }

    static func invalidContent(_ message: String) -> ServiceError {
        ServiceError(400, "InvalidRequestContentException", message)
    }

    static func tooLarge(limit: Int) -> ServiceError {
        ServiceError(413, "RequestTooLargeException", "Request must be smaller than \(limit) bytes")
    }

    static func alreadyStarted(_ name: String) -> ServiceError {
        ServiceError(
            409,
            "DurableExecutionAlreadyStartedException",
            "Execution \(name) was started before with another input."
        )
    }

    static func resourceConflict(_ message: String) -> ServiceError {
        ServiceError(409, "ResourceConflictException", message)
    }

    static func callbackTimedOut(_ message: String) -> ServiceError {
        ServiceError(400, "CallbackTimeoutException", message)
    }

    static let throttled = ServiceError(
        429,
        "TooManyRequestsException",
        "Rate Exceeded.",
        reason: "ReservedFunctionConcurrentInvocationLimitExceeded"
    )

    static func unknownOperation(_ method: String, _ target: String) -> ServiceError {
        ServiceError(
            404,
            "UnknownOperationException",
            "The emulator does not serve \(method) \(target.prefix(200))."
        )
    }

    static func unknownHost(_ known: [String]) -> ServiceError {
        .resourceNotFound(
            "Several APIs are served here, each under a name of its own: "
                + known.joined(separator: ", ")
        )
    }

    var response: HTTPResponse {
        HTTPResponse(
            status: status,
            fields: ["Content-Type": "application/json", "x-amzn-ErrorType": code],
            body: WireJSON.encode(Body(type: "User", message: message, reason: reason))
        )
    }

    /// Clients look for `message` or `Message`, depending on the shape; both say the same.
    private struct Body: Encodable {
        let type: String
        let message: String
        let reason: String?

        private enum CodingKeys: String, CodingKey {
            case type = "Type"
            case reason = "Reason"
            case message
            case shapeMessage = "Message"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(type, forKey: .type)
            try container.encode(message, forKey: .message)
            try container.encode(message, forKey: .shapeMessage)
            try container.encodeIfPresent(reason, forKey: .reason)
        }
    }
}
