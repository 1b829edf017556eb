import LambdaPackager

/// One message of `application/vnd.amazon.eventstream`.
///
/// Source: Amazon Transcribe developer guide, "Event stream encoding".
struct EventStreamMessage {
    let headers: [(name: String, value: String)]
    let payload: [UInt8]

    /// An event as the AWS SDKs read it.
    init(event: String, contentType: String, payload: [UInt8]) {
        headers = [
            (":message-type", "event"), (":event-type", event), (":content-type", contentType),
        ]
        self.payload = payload
    }

    /// Lengths, headers and payload, with a checksum after the lengths and one at the end.
    var bytes: [UInt8] {
        let headers = encodedHeaders
        let lengths = Self.number(16 + headers.count + payload.count) + Self.number(headers.count)
        let message = lengths + Self.checksum(of: lengths) + headers + payload
        return message + Self.checksum(of: message)
    }

    /// Each header is text: type 7.
    private var encodedHeaders: [UInt8] {
        headers.flatMap { name, value in
            [UInt8(truncatingIfNeeded: name.utf8.count)] + name.utf8
                + [7] + Self.number(value.utf8.count).suffix(2) + value.utf8
        }
    }

    private static func checksum(of bytes: [UInt8]) -> [UInt8] {
        number(Int(LambdaPackager.checksum(of: bytes)))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
