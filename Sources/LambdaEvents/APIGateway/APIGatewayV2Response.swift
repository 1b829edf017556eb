/// The answer to a ``FunctionURLRequest``.
public typealias FunctionURLResponse = APIGatewayV2Response

/// The answer to an ``APIGatewayV2Request``.
///
/// Source: "Create AWS Lambda proxy integrations for HTTP APIs", Amazon API Gateway developer guide.
public struct APIGatewayV2Response: HTTPEventResponse, Sendable, Equatable {
    /// How it went.
    public var statusCode: HTTPStatus
    /// The header fields; several values stand with commas between.
    public var headers: [String: String]?
    /// One `Set-Cookie` field for each.
    public var cookies: [String]?
    /// The body: text, or base64 where ``isBase64Encoded`` says so.
    public var body: String?
    /// Whether the body is base64 of the bytes meant.
    public var isBase64Encoded: Bool?

    /// An answer that says no more than how it went.
    public init(statusCode: HTTPStatus) {
        self.statusCode = statusCode
    }
}
