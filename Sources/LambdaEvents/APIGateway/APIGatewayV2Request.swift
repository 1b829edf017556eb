/// A request to a function URL, which has the form of an HTTP API's.
///
/// Its route is always `$default`, and its authorizer, where there is one, IAM.
/// Source: "Invoking Lambda function URLs", AWS Lambda developer guide.
public typealias FunctionURLRequest = APIGatewayV2Request

/// A request to an HTTP API, payload format 2.0.
///
/// Source: "Create AWS Lambda proxy integrations for HTTP APIs", Amazon API Gateway developer guide.
public struct APIGatewayV2Request: HTTPEvent, Codable, Sendable, Equatable {
    /// `2.0`.
    public var version: String
    /// The route that matched, such as `GET /orders/{id}`.
    public var routeKey: String
    /// The path the client asked for, with the stage before it unless that is `$default`.
    public var rawPath: String
    /// The query as it came.
    public var rawQueryString: String
    /// The cookies, one `name=value` each.
    public var cookies: [String]?
    /// The header fields, named in lower case; several values stand with commas between.
    public var headers: [String: String]
    /// The query, decoded; several values stand with commas between.
    public var queryStringParameters: [String: String]?
    /// What the placeholders of the route stand for.
    public var pathParameters: [String: String]?
    /// The variables of the stage.
    public var stageVariables: [String: String]?
    /// What API Gateway knows of the request.
    public var requestContext: Context
    /// The body: text, or base64 where ``isBase64Encoded`` says so.
    public var body: String?
    /// Whether the body is base64 of the client's bytes.
    public var isBase64Encoded: Bool

    /// The request's method.
    public var method: HTTPMethod { requestContext.http.method }

    /// The value of a header field, whatever the case of its name.
    public func header(_ name: String) -> String? {
        headers.field(name)
    }
}
