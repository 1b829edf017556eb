import HTTPTransport

/// One call of the Runtime API.
///
/// Source: "Using the Lambda runtime API", version 2018-06-01.
enum RuntimeRequest: Sendable, Equatable {
    /// Asks for an event; Lambda answers when there is one, be it hours later.
    case next
    case response(Answered, body: [UInt8], contentType: String)
    case error(Answered, ErrorReport)
    case initError(ErrorReport)

    /// Which invocation an answer is for.
    struct Answered: Sendable, Equatable {
        var requestID: RequestID
        var invocationID: String?
    }

    var httpRequest: HTTPRequest {
        switch self {
        case .next:
            HTTPRequest(method: "GET", target: Self.path("invocation/next"), fields: Self.fields)
        case .response(let answered, let body, let contentType):
            Self.post("invocation/\(answered.requestID.pathSegment)/response", body, answered) {
                $0.append("Content-Type", contentType)
            }
        case .error(let answered, let report):
            Self.post("invocation/\(answered.requestID.pathSegment)/error", report.json, answered) {
                $0.append("Content-Type", "application/json")
                $0.append("Lambda-Runtime-Function-Error-Type", report.metricType)
            }
        case .initError(let report):
            Self.post("init/error", report.json, nil) {
                $0.append("Content-Type", "application/json")
                $0.append("Lambda-Runtime-Function-Error-Type", report.metricType)
            }
        }
    }

    /// Lambda reads the first word of it as the release of the runtime.
    private static let fields: HTTPFields = ["User-Agent": "perdure/0.1"]

    private static func path(_ call: String) -> String { "/2018-06-01/runtime/\(call)" }

    private static func post(
        _ call: String,
        _ body: [UInt8],
        _ answered: Answered?,
        adding addFields: (inout HTTPFields) -> Void
    ) -> HTTPRequest {
        var fields = fields
        addFields(&fields)
        if let id = answered?.invocationID { fields.append("Lambda-Runtime-Invocation-Id", id) }
        return HTTPRequest(method: "POST", target: path(call), fields: fields, body: body)
    }
}

extension Invocation {
    var answered: RuntimeRequest.Answered {
        RuntimeRequest.Answered(requestID: requestID, invocationID: invocationID)
    }
}
