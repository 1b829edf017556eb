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

    /// An answer of parts that are ready for the wire.
    public init(
        statusCode: HTTPStatus,
        headers: [String: String]? = nil,
        body: String? = nil,
        isBase64Encoded: Bool? = nil
    ) {
        self.statusCode = statusCode
        self.headers = headers
        self.body = body
        self.isBase64Encoded = isBase64Encoded
    }
}
