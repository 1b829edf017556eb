/// A request to a REST API, or to an HTTP API with payload format 1.0.
///
/// Source: "Input format of a Lambda function for proxy integration", Amazon API Gateway developer guide.
public struct APIGatewayRequest: HTTPEvent, Codable, Sendable, Equatable {
    /// `1.0` where an HTTP API sent it; a REST API names no version.
    public var version: String?
    /// The resource that matched, such as `/orders/{id}`.
    public var resource: String
    /// The path the client asked for, such as `/orders/17`.
    public var path: String
    /// What the client asks to do with it.
    public var method: HTTPMethod
    /// The header fields, spelled as the client did; the last value of each.
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
    public var requestContext: Context
    /// The body: text, or base64 where ``isBase64Encoded`` says so.
    public var body: String?
    /// Whether the body is base64 of the client's bytes.
    public var isBase64Encoded: Bool

    private enum CodingKeys: String, CodingKey {
        case version, resource, path
        case method = "httpMethod"
        case headers, multiValueHeaders, queryStringParameters, multiValueQueryStringParameters
        case pathParameters, stageVariables, requestContext, body, isBase64Encoded
    }

    /// The value of a header field, whatever the case of its name.
    public func header(_ name: String) -> String? {
        headers?.field(name)
    }
}
