/// A request that an HTTP API wants judged, payload format 2.0.
///
/// Source: "Control access to HTTP APIs with AWS Lambda authorizers", Amazon API Gateway developer guide.
public struct APIGatewayV2AuthorizerRequest: Codable, Sendable, Equatable {
    /// `2.0`.
    public var version: String
    /// `REQUEST`.
    public var type: String
    /// What the client wants to call.
    public var routeARN: String
    /// What identifies the client, as the authorizer is configured.
    public var identitySource: [String]?
    /// The route that matched, such as `GET /orders/{id}`.
    public var routeKey: String
    /// The path the client asked for.
    public var rawPath: String
    /// The query as it came.
    public var rawQueryString: String
    /// The cookies, one `name=value` each.
    public var cookies: [String]?
    /// The header fields, named in lower case.
    public var headers: [String: String]
    /// The query, decoded.
    public var queryStringParameters: [String: String]?
    /// What API Gateway knows of the request.
    public var requestContext: APIGatewayV2Request.Context
    /// What the placeholders of the route stand for.
    public var pathParameters: [String: String]?
    /// The variables of the stage.
    public var stageVariables: [String: String]?

    private enum CodingKeys: String, CodingKey {
        case version, type
        case routeARN = "routeArn"
        case identitySource, routeKey, rawPath, rawQueryString, cookies
        case headers, queryStringParameters, requestContext, pathParameters, stageVariables
    }
}

/// A Lambda authorizer's judgement in the simple form; the other is ``APIGatewayAuthorizerResponse``.
public struct APIGatewayV2AuthorizerResponse: Codable, Sendable, Equatable {
    /// Whether the client may.
    public var isAuthorized: Bool
    /// What the API's function gets in `requestContext.authorizer.lambda`.
    public var context: [String: JSONValue]?

    /// A judgement.
    public init(isAuthorized: Bool, context: [String: JSONValue]? = nil) {
        self.isAuthorized = isAuthorized
        self.context = context
    }
}
