import JSONCoding

/// The answer to an event that is an HTTP request.
public protocol HTTPEventResponse: Codable {
    /// How it went.
    var statusCode: HTTPStatus { get set }
    /// Header fields with one value each.
    var headers: [String: String]? { get set }
    /// The body: text, or base64 where ``isBase64Encoded`` says so.
    var body: String? { get set }
    /// Whether the body is base64 of the bytes meant.
    var isBase64Encoded: Bool? { get set }
    /// An answer that says no more than how it went.
    init(statusCode: HTTPStatus)
}

extension HTTPEventResponse {
    /// An answer without a body.
    public init(_ status: HTTPStatus, headers: [String: String] = [:]) {
        self.init(statusCode: status)
        if !headers.isEmpty { self.headers = headers }
    }

    /// An answer in plain text, unless `headers` name another `content-type`.
    public init(_ status: HTTPStatus, text: String, headers: [String: String] = [:]) {
        self.init(status, headers: headers.with("content-type", "text/plain; charset=utf-8"))
        body = text
    }

    /// An answer in bytes, as `application/octet-stream` unless `headers` name another `content-type`.
    public init(
        _ status: HTTPStatus,
        bytes: some Sequence<UInt8>,
        headers: [String: String] = [:]
    ) {
        self.init(status, headers: headers.with("content-type", "application/octet-stream"))
        body = Base64.encode(Array(bytes))
        isBase64Encoded = true
    }

    /// An answer in JSON.
    ///
    /// - Throws: what the value's `encode(to:)` throws.
    public init(
        _ status: HTTPStatus,
        json value: some Encodable,
        headers: [String: String] = [:]
    ) throws {
        let json = try JSON.text(of: value)
        self.init(status, headers: headers.with("content-type", "application/json"))
        body = json
    }
}

extension [String: String] {
    /// The fields with one more, unless they have it already.
    fileprivate func with(_ name: String, _ value: String) -> [String: String] {
        field(name) == nil ? merging([name: value]) { old, _ in old } : self
    }
}
