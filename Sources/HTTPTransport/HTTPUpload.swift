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
    /// The answer; a peer that did not wait for the whole body reads no more of it.
    private var response: HTTPResponse?

    init(
        _ exchange: HTTPExchange,
        over socket: consuming CurlSocket
    ) throws(HTTPError) {
        self.exchange = exchange
        self.socket = socket
        try proceed()
    }

    /// Sends one piece as one chunk; after the peer has answered, pieces are dropped.
    package mutating func write(_ bytes: [UInt8]) throws(HTTPError) {
        // A chunk of no bytes would end the body.
        guard !bytes.isEmpty else { return }
        let size = Array("\(String(bytes.count, radix: 16))\r\n".utf8)
        if bytes.count <= 16 * 1024 {
            try send([size + bytes + Self.lineEnd])
        } else {
            try send([size, bytes, Self.lineEnd])
        }
    }

    /// Whether the peer has answered before the end of the body, which is a refusal as a rule.
    package var wasAnsweredEarly: Bool { response != nil }

    mutating func finish(_ trailers: HTTPFields) throws(HTTPError) -> HTTPResponse {
        try send([try trailers.encodedTrailers()], isLast: true)
        guard let response else { throw .connectionClosed(mayHaveBeenSent: true) }
        return response
    }

    consuming func reusableSocket() -> CurlSocket? {
        guard exchange.leavesConnectionReusable else { return nil }
        return socket
    }

    private mutating func send(_ pieces: [[UInt8]], isLast: Bool = false) throws(HTTPError) {
        guard response == nil else { return }
        exchange.add(pieces, isLast: isLast)
        try proceed()
    }

    private mutating func proceed() throws(HTTPError) {
        response = try exchange.run(over: socket, &buffer, Patience())
    }

    private static let lineEnd = Array("\r\n".utf8)
}
