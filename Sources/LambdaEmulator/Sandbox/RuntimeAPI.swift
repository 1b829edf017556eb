import DurableExecution
import FoundationEssentials
import HTTPTransport

/// The Runtime API as values: calls out of requests, answers into responses.
///
/// Source: Lambda developer guide, "Using the Lambda runtime API".
enum RuntimeAPI {
    /// 6 MiB and 100 bytes.
    static let largestPayload = 6_291_556

    /// What a request asks for, as its head tells.
    enum Call: Sendable, Equatable {
        case next
        case response(request: String, ResponseMode)
        case error(request: String)
        case initializationError
    }

    enum ResponseMode: Sendable, Equatable {
        case buffered
        case streaming
        case unknown
    }
}

extension RuntimeAPI.Call {
    init?(_ head: HTTPRequest) {
        let path = RequestTarget(head.target).path
        guard path.count >= 4, path[0] == "2018-06-01", path[1] == "runtime" else { return nil }
        switch (head.method, path[2], path.count, path.last) {
        case ("GET", "invocation", 4, "next"):
            self = .next
        case ("POST", "invocation", 5, "response"):
            self = .response(request: path[3], RuntimeAPI.ResponseMode(head))
        case ("POST", "invocation", 5, "error"):
            self = .error(request: path[3])
        case ("POST", "init", 4, "error"):
            self = .initializationError
        default:
            return nil
        }
    }
}

extension RuntimeAPI.ResponseMode {
    fileprivate init(_ head: HTTPRequest) {
        self =
            switch head.fields["Lambda-Runtime-Function-Response-Mode"] {
            case nil, "": .buffered
            case "streaming": .streaming
            default: .unknown
            }
    }
}

extension RuntimeAPI {
    /// The nonce of the attempt that a runtime answers; older runtimes do not send it.
    static func attempt(_ head: HTTPRequest) -> String? {
        head.fields["Lambda-Runtime-Invocation-Id"]
    }

    static func outcome(_ response: HTTPServerRequest) -> InvocationOutcome {
        response.isTooLarge ? .failed(.tooLarge) : .succeeded(response.message.body)
    }

    /// How a streamed answer ended, as its trailers tell.
    static func outcome(trailers: HTTPFields) -> InvocationOutcome {
        guard let type = trailers["Lambda-Runtime-Function-Error-Type"] else {
            return .succeeded([])
        }
        let body = trailers["Lambda-Runtime-Function-Error-Body"].flatMap {
            Data(base64Encoded: $0)
        }
        let payload = body.map(Array.init) ?? FunctionErrorBody(type: type, message: nil).json
        return .failed(FunctionFailure(cause: .reported, payload: payload))
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
        fields["Lambda-Runtime-Aws-Tenant-Id"] = invocation.tenantID
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
        case .unknownResponseMode:
            error(400, "InvalidFunctionResponseMode", "Invalid function response mode")
        }
    }

    static var tooLarge: HTTPResponse {
        error(
            413,
            "RequestEntityTooLarge",
            "Exceeded maximum allowed payload size (\(largestPayload) bytes)."
        )
    }

    static var truncated: HTTPResponse {
        error(400, "TruncatedHTTPRequest", "The HTTP request was truncated")
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
