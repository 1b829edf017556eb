/// A request that an Application Load Balancer passed on.
///
/// The target group's setting for multi-value headers decides whether ``headers`` and
/// ``queryStringParameters`` are there, or their multi-value twins. The query is not decoded.
/// Source: "Lambda functions as targets", Elastic Load Balancing user guide.
public struct ALBRequest: HTTPEvent, Codable, Sendable, Equatable {
    /// Where the request came through.
    public var requestContext: Context
    /// What the client asks to do.
    public var method: HTTPMethod
    /// The path the client asked for.
    public var path: String
    /// The header fields, named in lower case.
    public var headers: [String: String]?
    /// The header fields with all their values.
    public var multiValueHeaders: [String: [String]]?
    /// The query, still percent-encoded.
    public var queryStringParameters: [String: String]?
    /// The query with all values, still percent-encoded.
    public var multiValueQueryStringParameters: [String: [String]]?
    /// The body: text, or base64 where ``isBase64Encoded`` says so.
    public var body: String?
    /// Whether the body is base64 of the client's bytes.
    public var isBase64Encoded: Bool

    private enum CodingKeys: String, CodingKey {
        case requestContext
        case method = "httpMethod"
        case path, headers, multiValueHeaders
        case queryStringParameters, multiValueQueryStringParameters, body, isBase64Encoded
    }

    /// The value of a header field, whatever the case of its name; the last of several.
    public func header(_ name: String) -> String? {
        (headers ?? multiValueHeaders?.compactMapValues(\.last))?.field(name)
    }

    /// Where a request came through.
    public struct Context: Codable, Sendable, Equatable {
        /// The load balancer's part.
        public var elb: TargetGroup
    }

    /// The target group that the function belongs to.
    public struct TargetGroup: Codable, Sendable, Equatable {
        /// Its ARN.
        public var targetGroupARN: String

        private enum CodingKeys: String, CodingKey {
            case targetGroupARN = "targetGroupArn"
        }
    }
}
