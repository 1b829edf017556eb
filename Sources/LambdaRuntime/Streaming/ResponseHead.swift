import JSONCoding

/// What comes before the body of a streamed answer behind a function URL or API Gateway.
///
/// Source: "Writing response streaming-enabled Lambda functions" in the Lambda Developer Guide.
public struct ResponseHead: Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// The header fields, `Content-Type` among them.
    public var headers: [String: String]
    /// The values of `Set-Cookie` fields.
    public var cookies: [String]

    /// Makes a head.
    public init(status: Int = 200, headers: [String: String] = [:], cookies: [String] = []) {
        self.status = status
        self.headers = headers
        self.cookies = cookies
    }
}

extension ResponseHead {
    /// The type that tells Lambda to look for a head in the body.
    static let contentType = "application/vnd.awslambda.http-integration-response"

    /// The head as it goes before the body: JSON, then eight zeros.
    var prelude: [UInt8] {
        let fields = headers.sorted { $0.key < $1.key }.map { ($0.key, JSON.string($0.value)) }
        let head: JSON = [
            "statusCode": .number(status),
            "headers": .object(JSON.Object(fields)),
            "cookies": .array(cookies.map(JSON.string)),
        ]
        return head.bytes + [UInt8](repeating: 0, count: 8)
    }
}
