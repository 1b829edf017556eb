package import AWSClient
package import HTTPTransport

/// Lambda's API on AWS.
package struct SignedLambda: LambdaPort {
    private let client: AWSClient

    package init(_ client: AWSClient) {
        self.client = client
    }

    package func send(
        _ method: String,
        _ path: [String],
        query: [(name: String, value: String)],
        fields: HTTPFields,
        body: [UInt8]
    ) async throws -> HTTPResponse {
        let path = path.map { "/" + PercentEncoding.encode($0) }.joined()
        var request = HTTPRequest.rest(method, path, query: query.map { ($0.name, $0.value) })
        request.fields = fields
        request.body = body
        return try await client.send(Request(request: request))
    }

    /// Any request; what it answers is for others to read.
    private struct Request: AWSCall {
        static let service = AWSService.lambda
        static let operation = "request"

        let request: HTTPRequest
        var isIdempotent: Bool { request.method == "GET" }
        var timeout: Duration { .minutes(15) }

        func answer(_ response: HTTPResponse) -> HTTPResponse { response }
    }
}
