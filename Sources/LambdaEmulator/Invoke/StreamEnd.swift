/// How a streamed answer ended: the last event of its stream.
///
/// Source: Lambda API reference, `InvokeWithResponseStreamCompleteEvent`.
package struct StreamEnd: Codable, Sendable {
    package let errorCode: String?
    /// The JSON of the error.
    package let errorDetails: String?
    /// The log's tail in Base64.
    package let logResult: String?

    private enum CodingKeys: String, CodingKey {
        case errorCode = "ErrorCode"
        case errorDetails = "ErrorDetails"
        case logResult = "LogResult"
    }
}
