import HTTPTransport

/// A request with the whole of its body.
struct HTTPServerRequest: Sendable {
    let message: HTTPRequest
    /// The body was longer than the limit and is left out.
    let isTooLarge: Bool

    init(_ message: HTTPRequest, isTooLarge: Bool = false) {
        self.message = message
        self.isTooLarge = isTooLarge
    }
}
