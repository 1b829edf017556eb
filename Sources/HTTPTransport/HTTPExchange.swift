/// One request on its way out and its answer on its way in, over a connected socket.
///
/// It never waits, so that a thread and a task can each wait in their own way. The answer is read
/// while the request is still being sent: a peer that answers early, or that writes before it has read
/// everything, would otherwise wait for us as we wait for it.
struct HTTPExchange {
    /// How far it got.
    enum Progress {
        case answered(HTTPResponse)
        /// All that it was given is sent, and more is to come.
        case sent
        case blocked(until: Readiness)
    }

    private var parser: HTTPResponseParser
    private var unsent: [ArraySlice<UInt8>]
    private var isWhole: Bool
    private var hasSentBytes = false

    /// The exchange for a whole request.
    init(_ request: HTTPRequest, head: [UInt8], limits: HTTPResponseParser.Limits) {
        parser = HTTPResponseParser(answeringTo: request.method, limits: limits)
        // A small body travels with the head in one packet; a large one is not worth copying.
        let isSmall = request.body.count <= 16 * 1024
        unsent = isSmall ? [(head + request.body)[...]] : [head[...], request.body[...]]
        isWhole = true
    }

    /// The exchange for a request of which more is to come.
    init(beginning request: HTTPRequest, head: [UInt8], limits: HTTPResponseParser.Limits) {
        parser = HTTPResponseParser(answeringTo: request.method, limits: limits)
        unsent = [head[...]]
        isWhole = false
    }

    /// Whether the connection can be kept, once the answer is there.
    var leavesConnectionReusable: Bool { isWhole && unsent.isEmpty && parser.isConnectionReusable }

    func maySendAgain(isIdempotent: Bool) -> Bool {
        !parser.hasStarted && (isIdempotent || !hasSentBytes)
    }

    mutating func add(_ pieces: [[UInt8]], isLast: Bool) {
        unsent += pieces.map { $0[...] }
        isWhole = isLast
    }

    /// Goes on as far as it can, now that the socket is `ready`; with `waiting`, a plain socket blocks
    /// the calling thread until the answer is there.
    mutating func advance(
        over socket: borrowing CurlSocket,
        _ buffer: inout [UInt8],
        ready: Readiness,
        waiting: Bool = false
    ) throws(HTTPError) -> Progress {
        if !unsent.isEmpty {
            if ready.contains(.readable), let early = try receive(over: socket, &buffer) {
                return .answered(early)
            }
            if let obstacle = try send(over: socket, &buffer) { return obstacle }
            guard isWhole else { return .sent }
            // The answer takes its time: to look for it at once would be for nothing.
            if socket.isPlain, !waiting { return .blocked(until: .readable) }
        }
        let response = try receive(over: socket, &buffer, waiting: waiting)
        return response.map { .answered($0) } ?? .blocked(until: .readable)
    }

    /// Returns what keeps the rest from being sent, or nil once there is no rest.
    private mutating func send(
        over socket: borrowing CurlSocket,
        _ buffer: inout [UInt8]
    ) throws(HTTPError) -> Progress? {
        while let piece = unsent.first {
            switch socket.send(piece) {
            case .bytes(let count):
                hasSentBytes = true
                if count < piece.count {
                    unsent[0] = piece.dropFirst(count)
                } else {
                    unsent.removeFirst()
                }
            case .wouldBlock:
                return .blocked(until: [.readable, .writable])
            case .closed:
                return .answered(try receiveLastWords(over: socket, &buffer))
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
}

// MARK: - On a thread of its own

extension HTTPExchange {
    /// Blocks the calling thread until there is an answer, or nil where more of the request is to come.
    mutating func run(
        over socket: borrowing CurlSocket,
        _ buffer: inout [UInt8],
        _ patience: Patience
    ) throws(HTTPError) -> HTTPResponse? {
        var ready: Readiness = []
        while true {
            let progress = try advance(
                over: socket,
                &buffer,
                ready: ready,
                waiting: patience.isEndless
            )
            switch progress {
            case .answered(let response): return response
            case .sent: return nil
            case .blocked(let readiness):
                ready = try patience.wait(on: socket.descriptor, for: readiness)
            }
        }
    }
}

// MARK: - In a task

extension HTTPExchange {
    /// Suspends the calling task until there is an answer.
    mutating func run(
        over connection: KeptConnection,
        at loop: LoopExecutor,
        until deadline: ContinuousClock.Instant
    ) async throws(HTTPError) -> HTTPResponse {
        var buffer = [UInt8](repeating: 0, count: 8 * 1024)
        var ready: Readiness = []
        while true {
            switch try advance(over: connection.socket, &buffer, ready: ready) {
            case .answered(let response): return response
            case .sent: break
            case .blocked(let readiness):
                ready = try await loop.park(
                    until: deadline,
                    on: connection.socket.descriptor,
                    for: readiness
                )
            }
        }
    }
}
