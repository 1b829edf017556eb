/// One request on its way out and its answer on its way in, over a connected socket.
///
/// The answer is read while the request is still being sent: a peer that answers early, or that
/// writes before it has read everything, would otherwise wait for us as we wait for it.
struct HTTPExchange {
    private let patience: Patience
    private var parser: HTTPResponseParser
    private var hasSentBytes = false
    private var hasSentEverything = false

    init(_ request: HTTPRequest, limits: HTTPResponseParser.Limits, patience: Patience) {
        parser = HTTPResponseParser(answeringTo: request.method, limits: limits)
        self.patience = patience
    }

    /// Whether the connection can be kept, once the answer is there.
    var leavesConnectionReusable: Bool { hasSentEverything && parser.isConnectionReusable }

    func maySendAgain(isIdempotent: Bool) -> Bool {
        !parser.hasStarted && (isIdempotent || !hasSentBytes)
    }

    /// Sends a whole request and waits for its answer.
    mutating func run(
        head: [UInt8],
        body: [UInt8],
        over socket: borrowing CurlSocket,
        buffer: inout [UInt8]
    ) throws(HTTPError) -> HTTPResponse {
        // A small body travels with the head in one packet; a large one is not worth copying.
        let pieces = body.count <= 16 * 1024 ? [head + body] : [head, body]
        for piece in pieces {
            if let early = try send(piece, over: socket, &buffer) { return early }
        }
        return try awaitResponse(over: socket, &buffer)
    }

    /// Waits for the answer, now that everything has been sent.
    mutating func awaitResponse(
        over socket: borrowing CurlSocket,
        _ buffer: inout [UInt8]
    ) throws(HTTPError) -> HTTPResponse {
        hasSentEverything = true
        let waits = socket.isPlain && patience.isEndless
        if socket.isPlain, !waits { _ = try wait(for: .readable, socket) }
        while true {
            if let response = try receive(over: socket, &buffer, waiting: waits) { return response }
            _ = try wait(for: .readable, socket)
        }
    }

    /// Returns an answer that is complete before the request is.
    mutating func send(
        _ bytes: [UInt8],
        over socket: borrowing CurlSocket,
        _ buffer: inout [UInt8]
    ) throws(HTTPError) -> HTTPResponse? {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch socket.send(rest) {
            case .bytes(let count):
                hasSentBytes = true
                rest = rest.dropFirst(count)
            case .wouldBlock:
                let ready = try wait(for: [.readable, .writable], socket)
                if ready.contains(.readable), let early = try receive(over: socket, &buffer) {
                    return early
                }
            case .closed:
                return try receiveLastWords(over: socket, &buffer)
            }
        }
        return nil
    }

    /// Takes in all that has arrived; returns the answer once it is complete.
    private mutating func receive(
        over socket: borrowing CurlSocket,
        _ buffer: inout [UInt8],
        waiting: Bool = false
    ) throws(HTTPError) -> HTTPResponse? {
        while true {
            switch socket.receive(into: &buffer, waiting: waiting) {
            case .bytes(let count):
                if let response = try parser.receive(buffer[..<count]) { return response }
            case .wouldBlock:
                return nil
            case .closed:
                return try finish()
            }
        }
    }

    /// A peer that stops reading may have said why (413, say) before it closed.
    private mutating func receiveLastWords(
        over socket: borrowing CurlSocket,
        _ buffer: inout [UInt8]
    ) throws(HTTPError) -> HTTPResponse {
        if let response = try receive(over: socket, &buffer) { return response }
        return try finish()
    }

    private mutating func finish() throws(HTTPError) -> HTTPResponse {
        do throws(HTTPError) {
            return try parser.finish()
        } catch .connectionClosed {
            throw .connectionClosed(mayHaveBeenSent: hasSentBytes)
        }
    }

    private func wait(
        for readiness: Readiness,
        _ socket: borrowing CurlSocket
    ) throws(HTTPError) -> Readiness {
        try socket.wait(for: readiness, patience)
    }
}
