/// The answer to an ``APIGatewayRequest``.
///
/// Source: "Output format of a Lambda function for proxy integration", Amazon API Gateway developer guide.
public struct APIGatewayResponse: HTTPEventResponse, Sendable, Equatable {
    /// How it went.
    public var statusCode: HTTPStatus
    /// Header fields with one value each.
    public var headers: [String: String]?
    /// Header fields with several values, such as `Set-Cookie`.
    public var multiValueHeaders: [String: [String]]?
    /// The body: text, or base64 where ``isBase64Encoded`` says so.
    public var body: String?
    /// Whether the body is base64 of the bytes meant.
    public var isBase64Encoded: Bool?

    /// An answer that says no more than how it went.
    public init(statusCode: HTTPStatus) {
        self.statusCode = statusCode
    }
}
