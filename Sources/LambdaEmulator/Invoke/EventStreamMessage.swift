import LambdaPackager

/// One message of `application/vnd.amazon.eventstream`.
///
/// | bytes | what                                        |
/// |-------|---------------------------------------------|
/// | 4     | the length of the message                   |
/// | 4     | the length of the headers                   |
/// | 4     | the CRC-32 of the eight bytes before        |
/// |       | headers, payload                            |
/// | 4     | the CRC-32 of everything before             |
///
/// Source: Amazon Transcribe developer guide, "Event stream encoding".
package struct EventStreamMessage: Sendable, Hashable {
    package struct Header: Sendable, Hashable {
        let name: String
        let value: String
    }

    fileprivate static let overhead = 16
    private let headers: [Header]
    package let payload: [UInt8]

    /// The name of the event.
    package var event: String? { headers.first { $0.name == ":event-type" }?.value }

    /// An event as the AWS SDKs read it.
    init(event: String, contentType: String, payload: [UInt8]) {
        headers = [
            Header(name: ":message-type", value: "event"),
            Header(name: ":event-type", value: event),
            Header(name: ":content-type", value: contentType),
        ]
        self.payload = payload
    }
}

// MARK: - Writing

extension EventStreamMessage {
    var bytes: [UInt8] {
        let headers = encodedHeaders
        let length = Self.overhead + headers.count + payload.count
        let lengths = Self.number(length) + Self.number(headers.count)
        let message = lengths + Self.checksum(of: lengths) + headers + payload
        return message + Self.checksum(of: message)
    }

    /// Each header is text: type 7.
    private var encodedHeaders: [UInt8] {
        headers.flatMap { header in
            [UInt8(truncatingIfNeeded: header.name.utf8.count)] + header.name.utf8
                + [7] + Self.number(header.value.utf8.count).suffix(2) + header.value.utf8
        }
    }

    fileprivate static func checksum(of bytes: [UInt8]) -> [UInt8] {
        number(Int(LambdaPackager.checksum(of: bytes)))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

// MARK: - Reading

/// Takes messages out of a stream that comes in any pieces.
package struct EventStreamReader {
    package struct Damaged: Error {}

    private var rest: [UInt8] = []

    package init() {}

    /// The messages that these bytes complete.
    package mutating func receive(_ bytes: [UInt8]) throws(Damaged) -> [EventStreamMessage] {
        rest += bytes
        var messages: [EventStreamMessage] = []
        while rest.count >= EventStreamMessage.overhead {
            let length = Self.number(rest[..<4])
            guard length >= EventStreamMessage.overhead, length <= 1 << 24 else { throw Damaged() }
            guard rest.count >= length else { break }
            messages.append(try EventStreamMessage(encoded: Array(rest[..<length])))
            rest.removeFirst(length)
        }
        return messages
    }

    fileprivate static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}

extension EventStreamMessage {
    fileprivate init(encoded message: [UInt8]) throws(EventStreamReader.Damaged) {
        let end = message.count - 4
        let payloadStart = 12 + EventStreamReader.number(message[4..<8])
        guard Self.checksum(of: Array(message[..<end])) == Array(message[end...]),
            payloadStart <= end
        else { throw EventStreamReader.Damaged() }
        headers = try Self.headers(message[12..<payloadStart])
        payload = Array(message[payloadStart..<end])
    }

    private static func headers(
        _ bytes: ArraySlice<UInt8>
    ) throws(EventStreamReader.Damaged) -> [Header] {
        var rest = bytes
        var headers: [Header] = []
        while let nameLength = rest.popFirst() {
            let name = try text(Int(nameLength), &rest)
            guard rest.popFirst() == 7, rest.count >= 2 else { throw EventStreamReader.Damaged() }
            let length = EventStreamReader.number(rest.prefix(2))
            rest = rest.dropFirst(2)
            headers.append(Header(name: name, value: try text(length, &rest)))
        }
        return headers
    }

    private static func text(
        _ count: Int,
        _ rest: inout ArraySlice<UInt8>
    ) throws(EventStreamReader.Damaged) -> String {
        guard rest.count >= count else { throw EventStreamReader.Damaged() }
        defer { rest = rest.dropFirst(count) }
        return String(decoding: rest.prefix(count), as: UTF8.self)
    }
}
