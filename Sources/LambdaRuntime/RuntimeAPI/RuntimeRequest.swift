import CCrash
import HTTPTransport
import JSONCoding

/// One call of the Runtime API.
///
/// Source: "Using the Lambda runtime API", version 2018-06-01.
enum RuntimeRequest: Sendable, Equatable {
    /// Asks for an event; Lambda answers when there is one, be it hours later.
    case next
    case response(Answered, body: [UInt8], contentType: String)
    /// The head of a streamed answer; its body follows in chunks.
    case responseStream(Answered, contentType: String)
    case error(Answered, ErrorReport)
    case initError(ErrorReport)
    /// Says that the environment is ready for its snapshot; Lambda answers in each restored copy.
    case restoreNext
    case restoreError(ErrorReport)

    /// Which invocation an answer is for.
    struct Answered: Sendable, Equatable {
        var requestID: RequestID
        var invocationID: String?
    }

    var httpRequest: HTTPRequest {
        switch self {
        case .next:
            Self.nextRequest
        case .response(let answered, let body, let contentType):
            Self.post(answered.path("response"), body, answered.field + contentType.field)
        case .responseStream(let answered, let contentType):
            Self.post(
                answered.path("response"),
                [],
                answered.field + contentType.field + Self.streamingFields
            )
        case .error(let answered, let report):
            Self.post(answered.path("error"), report.json, answered.field + report.fields)
        case .initError(let report):
            Self.post("init/error", report.json, report.fields)
        case .restoreNext:
            Self.get("restore/next")
        case .restoreError(let report):
            Self.post("restore/error", report.json, report.fields)
        }
    }

    /// Lambda reads the first word of it as the release of the runtime.
    static let userAgent = HTTPFields.Field(name: "User-Agent", value: PERDURE_USER_AGENT)

    private static let nextRequest = get("invocation/next")

    private static let streamingFields = [
        HTTPFields.Field(name: "Lambda-Runtime-Function-Response-Mode", value: "streaming"),
        HTTPFields.Field(
            name: "Trailer",
            value: "\(ErrorReport.typeField), \(ErrorReport.bodyField)"
        ),
    ]

    private static func path(_ call: String) -> String { "/2018-06-01/runtime/\(call)" }

    private static func get(_ call: String) -> HTTPRequest {
        HTTPRequest(method: "GET", target: path(call), fields: HTTPFields([userAgent]))
    }

    private static func post(
        _ call: String,
        _ body: [UInt8],
        _ fields: [HTTPFields.Field]
    ) -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            target: path(call),
            fields: HTTPFields([userAgent] + fields),
            body: body
        )
    }
}

extension RuntimeRequest.Answered {
    fileprivate func path(_ call: String) -> String {
        "invocation/\(requestID.pathSegment)/\(call)"
    }

    fileprivate var field: [HTTPFields.Field] {
        invocationID.map { [.init(name: "Lambda-Runtime-Invocation-Id", value: $0)] } ?? []
    }
}

extension ErrorReport {
    fileprivate static let typeField = "Lambda-Runtime-Function-Error-Type"
    fileprivate static let bodyField = "Lambda-Runtime-Function-Error-Body"

    /// The fields of a request that has the report as its body.
    fileprivate var fields: [HTTPFields.Field] {
        let cause = xrayCause.map {
            HTTPFields.Field(name: "Lambda-Runtime-Function-XRay-Error-Cause", value: $0)
        }
        return "application/json".field + [.init(name: Self.typeField, value: metricType)]
            + (cause.map { [$0] } ?? [])
    }

    /// What follows a streamed answer that the error cut off; the body could not be told any more.
    var trailers: HTTPFields {
        [Self.typeField: metricType, Self.bodyField: Base64.encode(json)]
    }
}

extension String {
    /// The text as the type of a body.
    fileprivate var field: [HTTPFields.Field] { [.init(name: "Content-Type", value: self)] }
}

extension Invocation {
    var answered: RuntimeRequest.Answered {
        RuntimeRequest.Answered(requestID: requestID, invocationID: invocationID)
    }
}
