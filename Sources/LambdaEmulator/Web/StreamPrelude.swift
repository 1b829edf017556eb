import HTTPTransport

/// Takes the head of an HTTP response off the beginning of a stream.
///
/// The head is JSON and ends with eight NUL bytes; what follows is the body.
///
/// Source: Lambda developer guide, "Response streaming for Lambda functions".
struct StreamPrelude {
    static let contentType = "application/vnd.awslambda.http-integration-response"

    private static let separator = [UInt8](repeating: 0, count: 8)
    private static let largest = 1 << 20
    private var bytes: [UInt8] = []

    /// The head without a body, and what of the body has come along; `nil` until it is complete.
    mutating func receive(
        _ more: [UInt8]
    ) throws(ProxyResponse.Malformed) -> (head: HTTPResponse, rest: [UInt8])? {
        bytes += more
        guard let end = bytes.firstRange(of: Self.separator) else {
            guard bytes.count <= Self.largest else {
                throw ProxyResponse.Malformed(reason: "no eight NUL bytes end its prelude")
            }
            return nil
        }
        let prelude = Array(bytes[..<end.lowerBound])
        guard let document = try? WireJSON.decode(ProxyResponse.Document.self, prelude) else {
            throw ProxyResponse.Malformed(reason: "its prelude is no JSON of a response's head")
        }
        let head = HTTPResponse(
            status: document.statusCode?.number ?? 200,
            fields: document.fields(.v2)
        )
        return (head, Array(bytes[end.upperBound...]))
    }
}
