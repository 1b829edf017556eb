/// A token that a REST API wants judged.
///
/// Source: "Input to an API Gateway Lambda authorizer", Amazon API Gateway developer guide.
public struct APIGatewayTokenAuthorizerRequest: Codable, Sendable, Equatable {
    /// `TOKEN`.
    public var type: String
    /// The token, as the client sent it.
    public var authorizationToken: String
    /// What the client wants to call: API, stage, method and path.
    public var methodARN: String

    private enum CodingKeys: String, CodingKey {
        case type, authorizationToken
        case methodARN = "methodArn"
    }
}

/// A request that a REST API, or an HTTP API with payload format 1.0, wants judged.
public struct APIGatewayAuthorizerRequest: Codable, Sendable, Equatable {
    /// `1.0` where an HTTP API asks; a REST API names no version.
    public var version: String?
    /// `REQUEST`.
    public var type: String
    /// What the client wants to call at a REST API.
    public var methodARN: String?
    /// What identifies the client at an HTTP API.
    public var identitySource: String?
    /// The same, under its older name.
    public var authorizationToken: String?
    /// The resource that matched, such as `/orders/{id}`.
    public var resource: String
    /// The path the client asked for.
    public var path: String
    /// What the client asks to do.
    public var method: HTTPMethod
    /// The header fields; the last value of each.
    public var headers: [String: String]?
    /// The header fields with all their values.
    public var multiValueHeaders: [String: [String]]?
    /// The query, decoded; the last value of each parameter.
    public var queryStringParameters: [String: String]?
    /// The query, decoded, with all values.
    public var multiValueQueryStringParameters: [String: [String]]?
    /// What the placeholders of the resource stand for.
    public var pathParameters: [String: String]?
    /// The variables of the stage.
    public var stageVariables: [String: String]?
    /// What API Gateway knows of the request.
    public var requestContext: APIGatewayRequest.Context

    private enum CodingKeys: String, CodingKey {
        case version, type
        case methodARN = "methodArn"
        case identitySource, authorizationToken, resource, path
        case method = "httpMethod"
        case headers, multiValueHeaders, queryStringParameters
        case multiValueQueryStringParameters, pathParameters, stageVariables, requestContext
    }
}
