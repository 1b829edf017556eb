package import HTTPTransport

/// Sends requests: an HTTP client, or what stands in for the network in a test.
package protocol HTTPSending: Sendable {
    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse
}

extension HTTPClient: HTTPSending {}
