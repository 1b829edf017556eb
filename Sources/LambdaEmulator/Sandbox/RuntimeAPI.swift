import DurableExecution
import FoundationEssentials
import HTTPTransport

/// The Runtime API as values: calls out of requests, answers into responses.
///
/// Source: Lambda developer guide, "Using the Lambda runtime API".
enum RuntimeAPI {
    /// 6 MiB and 100 bytes.
    static let largestPayload = 6_291_556

    enum Call: Sendable, Equatable {
        case next
        case response(request: String, attempt: String?, InvocationOutcome)
        case error(request: String, attempt: String?, FunctionFailure)
        case initializationError(FunctionFailure)
    }
}

extension RuntimeAPI.Call {
    init?(_ request: HTTPServerRequest) {
        let message = request.message
        let path = RequestTarget(message.target).path
        guard path.count >= 4, path[0] == "2018-06-01", path[1] == "runtime" else { return nil }
        let attempt = message.fields["Lambda-Runtime-Invocation-Id"]
        let failure = FunctionFailure(cause: .reported, payload: message.body)
        switch (message.method, path[2], path.count, path.last) {
        case ("GET", "invocation", 4, "next"):
            self = .next
        case ("POST", "invocation", 5, "response"):
            let outcome: InvocationOutcome =
                request.isTooLarge ? .failed(.tooLarge) : .succeeded(message.body)
            self = .response(request: path[3], attempt: attempt, outcome)
        case ("POST", "invocation", 5, "error"):
            self = .error(request: path[3], attempt: attempt, failure)
        case ("POST", "init", 4, "error"):
            self = .initializationError(failure)
        default:
            return nil
        }
    }
}

extension RuntimeAPI {
    static func event(_ attempt: Attempt) -> HTTPResponse {
        let invocation = attempt.invocation
        var fields: HTTPFields = [
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": invocation.requestID,
            "Lambda-Runtime-Deadline-Ms": "\(attempt.deadline.millisecondsSinceEpoch)",
            "Lambda-Runtime-Invoked-Function-Arn": invocation.functionARN,
            "Lambda-Runtime-Trace-Id": invocation.traceID,
            "Lambda-Runtime-Invocation-Id": attempt.id,
        ]
        fields["Lambda-Runtime-Client-Context"] = invocation.clientContext
        return HTTPResponse(status: 200, fields: fields, body: invocation.payload)
    }

    static var accepted: HTTPResponse {
        HTTPResponse(
            status: 202,
            fields: ["Content-Type": "application/json"],
            body: Array(#"{"status":"OK"}"#.utf8)
        )
    }

    static func refused(_ refusal: RuntimeRefusal) -> HTTPResponse {
        switch refusal {
        case .unknownRequest: error(400, "InvalidRequestID", "Invalid request ID")
        case .wrongState: error(403, "InvalidStateTransition", "State transition is not allowed")
        case .staleAttempt: error(410, "InvokeTimeout", "Invoke timeout")
        }
    }

    static var tooLarge: HTTPResponse {
        error(
            413,
            "RequestEntityTooLarge",
            "Exceeded maximum allowed payload size (\(largestPayload) bytes)."
        )
    }

    static var unknownCall: HTTPResponse {
        error(404, "NotFound", "No such call of the Runtime API")
    }

    private static func error(_ status: Int, _ type: String, _ message: String) -> HTTPResponse {
        HTTPResponse(
            status: status,
            fields: ["Content-Type": "application/json"],
            body: FunctionErrorBody(type: type, message: message).json
        )
    }
}
