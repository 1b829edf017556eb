/// The answer to an ``ALBRequest``.
///
/// Source: "Lambda functions as targets", Elastic Load Balancing user guide.
public struct ALBResponse: HTTPEventResponse, Sendable, Equatable {
    /// How it went.
    public var statusCode: HTTPStatus
    /// The same in words, such as `200 OK`.
    public var statusDescription: String?
    /// The header fields; the target group takes either these or the multi-value ones.
    public var headers: [String: String]?
    /// The header fields, where the target group has multi-value headers on.
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
