import HTTPTransport

/// Why a request to an endpoint got no answer of the function, and how each kind of endpoint says so.
///
/// Source: Lambda developer guide, "Handling Lambda errors with an API Gateway API"; API Gateway
/// developer guide, "Gateway response types".
enum WebFault: Error, Hashable {
    case noRoute
    case tooLarge
    case throttled
    case timedOut
    case failed(FunctionFailure)
    case malformed(String)
}

extension WebFault {
    func response(at kind: HTTPEndpoint.Kind) -> HTTPResponse {
        switch kind {
        case .httpAPI: httpAPI
        case .restAPI: restAPI
        case .functionURL: functionURL
        }
    }

    private var httpAPI: HTTPResponse {
        switch self {
        case .noRoute: .message(404, "Not Found")
        case .tooLarge: .message(413, "Request Entity Too Large")
        case .throttled: .message(500, "Internal Server Error")
        case .timedOut: .message(503, "Service Unavailable")
        case .failed, .malformed: .message(502, "Internal Server Error")
        }
    }

    private var restAPI: HTTPResponse {
        switch self {
        case .noRoute: .message(403, "Missing Authentication Token")
        case .tooLarge: .message(413, "Request Too Long")
        case .throttled: .message(500, "Internal server error")
        case .timedOut: .message(504, "Endpoint request timed out")
        case .failed, .malformed: .message(502, "Internal server error")
        }
    }

    private var functionURL: HTTPResponse {
        switch self {
        case .noRoute: .message(404, "Not Found")
        case .tooLarge: .message(413, "Request Entity Too Large")
        case .throttled: ServiceError.throttled.response
        case .timedOut, .failed, .malformed:
            HTTPResponse(
                status: 502,
                fields: ["Content-Type": "application/json"],
                body: Array("Internal Server Error".utf8)
            )
        }
    }

    /// What a developer wants to know, for the emulator's own output.
    var explanation: String {
        switch self {
        case .noRoute: "no route of the template takes it"
        case .tooLarge: "the request is larger than Lambda takes"
        case .throttled: "the function's reserved concurrency is used up"
        case .timedOut: "the function took longer than the API waits"
        case .failed(let failure):
            "the function failed: \(String(decoding: failure.payload.prefix(200), as: UTF8.self))"
        case .malformed(let reason): "the function's answer is no HTTP response: \(reason)"
        }
    }
}

extension HTTPResponse {
    fileprivate static func message(_ status: Int, _ text: String) -> HTTPResponse {
        .json(["message": text], status: status)
    }
}
