import HTTPTransport

/// What each kind of endpoint does.
extension HTTPEndpoint {
    /// Source: API Gateway quotas, "Payload size"; Lambda quotas, "Invocation payload".
    var largestBody: Int {
        switch kind {
        case .httpAPI, .restAPI: 10 * 1024 * 1024
        case .functionURL: InvokeRequest.largestPayload
        }
    }

    /// Source: API Gateway quotas, "Integration timeout".
    var patience: Duration? {
        switch kind {
        case .httpAPI: .seconds(30)
        case .restAPI: .seconds(29)
        case .functionURL: nil
        }
    }

    func preflight(_ request: HTTPRequest) -> HTTPResponse? {
        guard let cors, CORSPolicy.isPreflight(request) else { return nil }
        return HTTPResponse(status: kind == .httpAPI ? 204 : 200, fields: cors.preflight(request))
    }

    /// A REST API leaves that to its functions.
    func allowingPages(_ answer: HTTPAnswer, _ request: HTTPRequest) -> HTTPAnswer {
        var answer = answer
        if case .restAPI = kind { return answer }
        cors?.apply(to: &answer.head, for: request)
        return answer
    }
}
