import FoundationEssentials
import HTTPTransport

/// The answers of Invoke.
enum InvokeAnswer {
    static func completed(
        _ reply: InvocationReply,
        requestID: String,
        withLogTail: Bool
    ) throws(ServiceError) -> HTTPResponse {
        var response = try finished(reply.outcome, requestID: requestID)
        if withLogTail { response.fields["X-Amz-Log-Result"] = reply.encodedLogTail }
        return response
    }

    static func finished(
        _ outcome: InvocationOutcome,
        requestID: String
    ) throws(ServiceError) -> HTTPResponse {
        var response = HTTPResponse(status: 200, fields: fields(requestID))
        switch outcome {
        case .succeeded(let payload): response.body = payload
        case .failed(let failure) where failure.cause == .throttled: throw .throttled
        case .failed(let failure):
            response.fields["X-Amz-Function-Error"] = "Unhandled"
            response.body = failure.payload
        }
        return response
    }

    static func accepted(requestID: String) -> HTTPResponse {
        HTTPResponse(status: 202, fields: fields(requestID))
    }

    static func wouldBeAllowed(requestID: String) -> HTTPResponse {
        HTTPResponse(status: 204, fields: fields(requestID))
    }

    fileprivate static func fields(_ requestID: String) -> HTTPFields {
        [
            "Content-Type": "application/json",
            "x-amzn-RequestId": requestID,
            "X-Amz-Executed-Version": "$LATEST",
        ]
    }
}

// MARK: - InvokeWithResponseStream

extension InvokeAnswer {
    /// Answers once the function does; whatever becomes of it then is told in the stream.
    static func streamed(
        _ parts: ReplyParts,
        requestID: String,
        withLogTail: Bool
    ) async throws(ServiceError) -> HTTPAnswer {
        var beginning = parts.makeAsyncIterator()
        guard let first = await beginning.next(), !first.isThrottled else { throw .throttled }
        var head = HTTPResponse(status: 200, fields: fields(requestID))
        head.fields["Content-Type"] = "application/vnd.amazon.eventstream"
        return .streamed(head) { body in
            for message in first.messages(withLogTail) { try await body.write(message.bytes) }
            for await part in parts {
                for message in part.messages(withLogTail) { try await body.write(message.bytes) }
            }
        }
    }
}

extension ReplyPart {
    fileprivate var isThrottled: Bool {
        guard case .ended(let reply) = self, case .failed(let failure) = reply.outcome else {
            return false
        }
        return failure.cause == .throttled
    }

    fileprivate func messages(_ withLogTail: Bool) -> [EventStreamMessage] {
        switch self {
        case .began: []
        case .bytes(let bytes): [.chunk(bytes)]
        case .ended(let reply): reply.chunks + [.complete(reply, withLogTail)]
        }
    }
}

extension EventStreamMessage {
    fileprivate static func chunk(_ bytes: [UInt8]) -> EventStreamMessage {
        EventStreamMessage(
            event: "PayloadChunk",
            contentType: "application/octet-stream",
            payload: bytes
        )
    }

    fileprivate static func complete(
        _ reply: InvocationReply,
        _ withLogTail: Bool
    ) -> EventStreamMessage {
        let end = StreamEnd(
            errorCode: reply.failure.map { _ in "Unhandled" },
            errorDetails: reply.failure.map { String(decoding: $0.payload, as: UTF8.self) },
            logResult: withLogTail ? reply.encodedLogTail : nil
        )
        return EventStreamMessage(
            event: "InvokeComplete",
            contentType: "application/json",
            payload: WireJSON.encode(end)
        )
    }
}

extension InvocationReply {
    fileprivate var encodedLogTail: String { Data(logTail).base64EncodedString() }

    fileprivate var failure: FunctionFailure? {
        if case .failed(let failure) = outcome { failure } else { nil }
    }

    /// A buffered answer in pieces that a client takes.
    fileprivate var chunks: [EventStreamMessage] {
        guard case .succeeded(let payload) = outcome else { return [] }
        return stride(from: 0, to: payload.count, by: Self.chunkSize).map {
            .chunk(Array(payload[$0..<min($0 + Self.chunkSize, payload.count)]))
        }
    }

    private static let chunkSize = 1 << 20
}
