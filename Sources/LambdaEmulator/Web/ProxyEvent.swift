/// The event of an HTTP request, in either of its formats.
struct ProxyEvent {
    let endpoint: HTTPEndpoint
    let match: HTTPEndpoint.Match
    let request: WebRequest

    var value: EventValue {
        switch match.route.format {
        case .v1: version1
        case .v2: version2
        }
    }

    private var isBodyInBase64: Bool {
        guard let mediaType = request.mediaType else { return false }
        switch endpoint.kind {
        case .httpAPI, .functionURL: return !mediaType.isText
        case .restAPI(let binary): return binary.contains { mediaType.matches($0) }
        }
    }

    private var body: EventValue? {
        request.body(inBase64: isBodyInBase64).map(EventValue.text)
    }

    private var isBase64Encoded: EventValue {
        .flag(isBodyInBase64 && !request.message.body.isEmpty)
    }

    private var apiID: EventValue { .text(endpoint.logicalID.lowercased()) }

    private var domainPrefix: EventValue {
        .text(String(request.host.prefix { $0 != "." && $0 != ":" }))
    }
}

// MARK: - Format 2.0

extension ProxyEvent {
    /// Several values of a field or of a query item are one text with commas.
    ///
    /// Source: API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs";
    /// Lambda developer guide, "Function URL request and response payloads".
    private var version2: EventValue {
        [
            "version": "2.0",
            "routeKey": .text(match.route.key),
            "rawPath": .text(request.rawPath),
            "rawQueryString": .text(request.rawQuery),
            "cookies": EventValue(request.cookies).ifAny,
            "headers": EventValue(request.headers.mapValues { $0.joined(separator: ",") }),
            "queryStringParameters":
                EventValue(request.query.mapValues { $0.joined(separator: ",") }).ifAny,
            "pathParameters": EventValue(match.parameters).ifAny,
            "requestContext": [
                "accountId": .text(EmulatedAccount.id),
                "apiId": apiID,
                "domainName": .text(request.host),
                "domainPrefix": domainPrefix,
                "http": [
                    "method": .text(request.message.method),
                    "path": .text(request.rawPath),
                    "protocol": "HTTP/1.1",
                    "sourceIp": "127.0.0.1",
                    "userAgent": EventValue(request.userAgent).ifAny,
                ],
                "requestId": .text(request.id),
                "routeKey": .text(match.route.key),
                "stage": .text(endpoint.stage),
                "time": .text(request.time),
                "timeEpoch": .number(request.receivedAt.millisecondsSinceEpoch),
            ],
            "body": body,
            "isBase64Encoded": isBase64Encoded,
        ]
    }
}

// MARK: - Format 1.0

extension ProxyEvent {
    /// Every value is told in the members whose names begin with `multiValue`, the last in the
    /// others.
    ///
    /// Source: API Gateway developer guide, "Input format of a Lambda function for proxy
    /// integration".
    private var version1: EventValue {
        let resource = match.route.path.map { "\($0)" } ?? "$default"
        return [
            "version": endpoint.isRESTAPI ? nil : "1.0",
            "resource": .text(resource),
            "path": .text(request.rawPath),
            "httpMethod": .text(request.message.method),
            "headers": EventValue(namedHeaders.compactMapValues(\.last)),
            "multiValueHeaders": EventValue(namedHeaders),
            "queryStringParameters": EventValue(request.query.compactMapValues(\.last)).orNull,
            "multiValueQueryStringParameters": EventValue(request.query).orNull,
            "pathParameters": EventValue(match.parameters).orNull,
            "stageVariables": .null,
            "requestContext": [
                "accountId": .text(EmulatedAccount.id),
                "apiId": apiID,
                "domainName": .text(request.host),
                "domainPrefix": domainPrefix,
                "extendedRequestId": .text(request.id),
                "httpMethod": .text(request.message.method),
                "identity": [
                    "sourceIp": "127.0.0.1",
                    "userAgent": EventValue(request.userAgent),
                ],
                "path": .text(endpoint.isRESTAPI ? stagedPath : request.rawPath),
                "protocol": "HTTP/1.1",
                "requestId": .text(request.id),
                "requestTime": .text(request.time),
                "requestTimeEpoch": .number(request.receivedAt.millisecondsSinceEpoch),
                "resourceId": .text(match.route.key),
                "resourcePath": .text(resource),
                "stage": .text(endpoint.stage),
            ],
            "body": body ?? .null,
            "isBase64Encoded": isBase64Encoded,
        ]
    }

    private var stagedPath: String { "/\(endpoint.stage)\(request.rawPath)" }

    /// The names as the client wrote them.
    private var namedHeaders: [String: [String]] {
        request.message.fields.all.reduce(into: [:]) { headers, field in
            headers[field.name, default: []].append(field.value)
        }
    }
}

extension HTTPEndpoint {
    fileprivate var isRESTAPI: Bool {
        if case .restAPI = kind { true } else { false }
    }
}

extension String {
    /// Bodies of these media types reach the function as they are.
    fileprivate var isText: Bool {
        let names = [
            "application/json", "application/javascript", "application/xml",
            "application/vnd.api+json",
        ]
        return hasPrefix("text/") || names.contains(self)
    }

    /// Whether this media type falls under `image/*`, `*/*` or itself.
    fileprivate func matches(_ pattern: String) -> Bool {
        let pattern = pattern.replacing("~1", with: "/").lowercased()
        return pattern == "*/*" || pattern == self
            || (pattern.hasSuffix("/*") && hasPrefix(pattern.dropLast()))
    }
}
