/// Why an exchange brought no answer.
package enum HTTPError: Error, Sendable, Equatable {
    /// The request cannot be put on the wire as it is; nothing was sent.
    case invalidRequest(String)
    /// Name lookup or connecting failed; nothing was sent.
    case cannotConnect(Origin, reason: String)
    /// The TLS handshake failed; nothing was sent.
    case tls(Origin, reason: String)
    case timedOut(mayHaveBeenSent: Bool)
    /// The peer closed or reset the connection before its answer was complete.
    case connectionClosed(mayHaveBeenSent: Bool)
    case malformedResponse(String)
    /// The head or the body of the answer is over this many bytes.
    case tooLarge(limit: Int)
    /// The calling task was cancelled; the request may have been sent.
    case cancelled
}

extension HTTPError {
    /// Whether the peer may have acted on the request, so that sending it again may act twice.
    package var mayHaveBeenSent: Bool {
        switch self {
        case .invalidRequest, .cannotConnect, .tls: false
        case .timedOut(let mayHaveBeenSent), .connectionClosed(let mayHaveBeenSent): mayHaveBeenSent
        case .malformedResponse, .tooLarge, .cancelled: true
        }
    }
}

extension HTTPError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidRequest(let reason):
            "The request cannot be sent: \(reason)."
        case .cannotConnect(let origin, let reason):
            "Cannot connect to \(origin): \(reason). Check that it is running and reachable."
        case .tls(let origin, let reason):
            "No TLS connection to \(origin): \(reason). "
                + "Check the certificates; AWS_CA_BUNDLE names a file of trusted ones."
        case .timedOut(let mayHaveBeenSent):
            "Timed out\(Self.consequence(mayHaveBeenSent))."
        case .connectionClosed(let mayHaveBeenSent):
            "The peer closed the connection\(Self.consequence(mayHaveBeenSent))."
        case .malformedResponse(let reason):
            "The answer is not HTTP/1.1: \(reason). Check that the address is that of the service."
        case .tooLarge(let limit):
            "The answer is larger than \(limit) bytes."
        case .cancelled:
            "The task was cancelled while it waited for the answer."
        }
    }

    private static func consequence(_ mayHaveBeenSent: Bool) -> String {
        mayHaveBeenSent
            ? " before the answer was complete; the request may have been carried out"
            : " before anything was sent; it is safe to try again"
    }
}
