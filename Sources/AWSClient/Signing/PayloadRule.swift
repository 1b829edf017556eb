/// What stands for the body in a signature.
package enum PayloadRule: Sendable, Hashable {
    /// The body's digest.
    case hashed
    /// The body's digest, told in `X-Amz-Content-SHA256` as well, as S3 demands.
    case declared
    /// A digest, in hexadecimal, that the caller knows already; told like `declared`.
    case precomputed(String)
    /// Nothing: S3 over TLS, and URLs signed before there is a body.
    case unsigned

    func hash(of body: [UInt8]) -> String {
        switch self {
        case .hashed, .declared: SHA256.digest(of: body).hexadecimal
        case .precomputed(let hash): hash
        case .unsigned: "UNSIGNED-PAYLOAD"
        }
    }

    var isDeclared: Bool {
        self != .hashed
    }
}
