import AWSClient
package import HTTPTransport

/// A network with much longer limits: a machine on which everything runs at once is slow, and that is not what is
/// tested.
package struct PatientNetwork: HTTPSending {
    private let network = HTTPClient(maximumConnections: 32)

    package init() {}

    package func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        try await network.send(
            request,
            to: origin,
            timeout: timeout * 30,
            isIdempotent: isIdempotent
        )
    }
}
