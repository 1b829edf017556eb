/// Sends an answer piece by piece, while the handler still works on the rest.
///
/// The caller reads each piece as it comes. Writing waits while Lambda has no room for more. When
/// the handler returns the answer is complete; an error it throws cuts the answer off, and the
/// caller is told. An answer may have 200 MB.
///
/// Source: "Response streaming for Lambda functions" in the Lambda Developer Guide.
public struct ResponseWriter: Sendable {
    private let loop: InvocationLoop
    private let requestID: RequestID

    init(_ loop: InvocationLoop, answering requestID: RequestID) {
        self.loop = loop
        self.requestID = requestID
    }

    /// Sends the status, header fields and cookies for a caller that speaks HTTP.
    ///
    /// It goes before the first piece or not at all: callers that invoke the function directly see
    /// it as part of the body.
    public func writeHead(_ head: ResponseHead) async throws(ResponseWriterError) {
        try await loop.writeHead(head, to: requestID)
    }

    /// Sends a piece.
    public func write(_ bytes: [UInt8]) async throws(ResponseWriterError) {
        try await loop.write(bytes, to: requestID)
    }

    /// Sends a piece of text.
    public func write(_ text: String) async throws(ResponseWriterError) {
        try await write(Array(text.utf8))
    }

    /// Ends the answer, for a handler that has more work to do once the caller has it all.
    public func finish() async throws(ResponseWriterError) {
        try await loop.finish(requestID)
    }
}

/// Why a piece of an answer was not sent.
public enum ResponseWriterError: Error, Sendable, Equatable {
    /// The head comes too late; the body has begun.
    case bodyHasBegun
    /// The answer is complete, or the handler has returned.
    case finished
    /// Lambda takes no more of this answer: it says no, or the caller is gone.
    case refused(String)
}
