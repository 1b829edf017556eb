import JSONCoding

/// An event that is an HTTP request: API Gateway, a function URL or a load balancer sent it.
public protocol HTTPEvent {
    /// The request's method.
    var method: HTTPMethod { get }
    /// The body: text, or base64 where ``isBase64Encoded`` says so; nil where there is none.
    var body: String? { get }
    /// Whether the body is base64 of the client's bytes.
    var isBase64Encoded: Bool { get }
    /// The value of a header field, whatever the case of its name.
    func header(_ name: String) -> String?
}

extension HTTPEvent {
    /// The body as the client sent it.
    ///
    /// - Throws: ``HTTPBodyError`` where there is none, or it is not the base64 it claims to be.
    public func bodyBytes() throws(HTTPBodyError) -> [UInt8] {
        guard let body else { throw .missing }
        guard isBase64Encoded else { return Array(body.utf8) }
        guard let bytes = Base64.decode(body) else { throw .invalidBase64 }
        return bytes
    }

    /// Reads the body as JSON.
    ///
    /// - Throws: ``HTTPBodyError`` where there is no body, `DecodingError` where it does not fit;
    ///   either is the client's mistake and deserves a 400.
    public func decodeBody<Body: Decodable>(as type: Body.Type = Body.self) throws -> Body {
        try JSON.decode(type, from: bodyBytes())
    }
}

/// Why the body of a request cannot be read.
public enum HTTPBodyError: Error, Equatable {
    /// The request has no body.
    case missing
    /// The body claims to be base64, and is not.
    case invalidBase64
}

extension [String: String] {
    /// The value under a header field's name, which differs at most in the case of its letters.
    func field(_ name: String) -> String? {
        if let exact = self[name] { return exact }
        let name = name.lowercased()
        return first { $0.key.lowercased() == name }?.value
    }
}
