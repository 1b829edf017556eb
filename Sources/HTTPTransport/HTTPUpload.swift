/// A request whose body goes out in pieces, for a body whose length nobody knows beforehand.
///
/// ``HTTPConnection/beginUpload(_:)`` makes it and ``HTTPConnection/finish(_:trailers:)`` ends it;
/// dropping it instead closes the connection, which tells the peer that the body is not whole.
/// Each call blocks until the peer has room for the bytes.
///
/// Source: RFC 9112 section 7.1.
package struct HTTPUpload: ~Copyable {
    private let socket: CurlSocket
    private var exchange: HTTPExchange
    private var buffer = [UInt8](repeating: 0, count: 4 * 1024)
    /// The answer of a peer that did not wait for the whole body; it reads no more of it.
    private var earlyResponse: HTTPResponse?

    init(
        _ exchange: HTTPExchange,
        over socket: consuming CurlSocket,
        head: [UInt8]
    ) throws(HTTPError) {
        self.exchange = exchange
        self.socket = socket
        try send(head)
    }

    /// Sends one piece as one chunk; after the peer has answered, pieces are dropped.
    package mutating func write(_ bytes: [UInt8]) throws(HTTPError) {
        // A chunk of no bytes would end the body.
        guard !bytes.isEmpty else { return }
        let size = Array("\(String(bytes.count, radix: 16))\r\n".utf8)
        if bytes.count <= 16 * 1024 {
            try send(size + bytes + Self.lineEnd)
        } else {
            try send(size)
            try send(bytes)
            try send(Self.lineEnd)
        }
    }

    /// Whether the peer has answered before the end of the body, which is a refusal as a rule.
    package var wasAnsweredEarly: Bool { earlyResponse != nil }

    mutating func finish(_ trailers: HTTPFields) throws(HTTPError) -> HTTPResponse {
        try send(try trailers.encodedTrailers())
        if let earlyResponse { return earlyResponse }
        return try exchange.awaitResponse(over: socket, &buffer)
    }

    consuming func reusableSocket() -> CurlSocket? {
        guard exchange.leavesConnectionReusable else { return nil }
        return socket
    }

    private mutating func send(_ bytes: [UInt8]) throws(HTTPError) {
        guard earlyResponse == nil else { return }
        earlyResponse = try exchange.send(bytes, over: socket, &buffer)
    }

    private static let lineEnd = Array("\r\n".utf8)
}
