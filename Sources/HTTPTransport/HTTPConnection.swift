/// One connection to one origin, kept alive between exchanges and reopened when it is gone.
///
/// Exchanges block the calling thread; call them on a thread of your own only.
package struct HTTPConnection: ~Copyable {
    package let origin: Origin
    private let limits: HTTPResponseParser.Limits
    private let certificates: String?
    private var socket: CurlSocket?
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)

    /// `certificates` is the path of a file to trust in place of the machine's own.
    package init(
        to origin: Origin,
        limits: HTTPResponseParser.Limits = .init(),
        certificates: String? = nil
    ) {
        self.origin = origin
        self.limits = limits
        self.certificates = certificates
    }

    /// Sends a request and waits for its answer; without a timeout it waits for ever.
    ///
    /// When a kept connection turns out to be dead before any byte of an answer, the request goes
    /// out once more on a new one, if that cannot make it act twice: nothing was sent, or
    /// `isIdempotent` says that twice is as good as once.
    package mutating func exchange(
        _ request: HTTPRequest,
        timeout: Duration? = nil,
        isIdempotent: Bool = false,
        cancellation: Bell? = nil
    ) throws(HTTPError) -> HTTPResponse {
        let head = try request.encodedHead(for: origin)
        let patience = Patience(deadline: timeout.map { .now + $0 }, cancellation: cancellation)
        if let kept = takeKeptSocket(isIdempotent: isIdempotent) {
            var exchange = HTTPExchange(request, head: head, limits: limits)
            do throws(HTTPError) {
                return try perform(&exchange, over: kept, patience)
            } catch .connectionClosed where exchange.maySendAgain(isIdempotent: isIdempotent) {
                // The next lines send it again.
            }
        }
        let opened = try open(patience)
        var exchange = HTTPExchange(request, head: head, limits: limits)
        return try perform(&exchange, over: opened, patience)
    }

    /// Sends the head of a request whose body follows in pieces; until the upload is finished the
    /// connection is the upload's.
    package mutating func beginUpload(_ request: HTTPRequest) throws(HTTPError) -> HTTPUpload {
        let head = try request.encodedHead(for: origin, framing: .chunked)
        let exchange = HTTPExchange(beginning: request, head: head, limits: limits)
        if let kept = takeKeptSocket(isIdempotent: false) {
            return try HTTPUpload(exchange, over: kept)
        }
        return try HTTPUpload(exchange, over: open(Patience()))
    }

    /// Ends an upload's body, with fields that became known only now, and waits for the answer.
    package mutating func finish(
        _ upload: consuming HTTPUpload,
        trailers: HTTPFields = [:]
    ) throws(HTTPError) -> HTTPResponse {
        let response = try upload.finish(trailers)
        socket = upload.reusableSocket()
        return response
    }

    /// Closes the connection; the next exchange opens a new one.
    package mutating func close() {
        socket = nil
    }

    private mutating func perform(
        _ exchange: inout HTTPExchange,
        over connected: consuming CurlSocket,
        _ patience: Patience
    ) throws(HTTPError) -> HTTPResponse {
        guard let response = try exchange.run(over: connected, &buffer, patience) else {
            throw .connectionClosed(mayHaveBeenSent: true)
        }
        if exchange.leavesConnectionReusable { socket = consume connected }
        return response
    }

    /// What may be sent twice goes out without a look whether the peer has closed meanwhile.
    private mutating func takeKeptSocket(isIdempotent: Bool) -> CurlSocket? {
        guard let kept = socket.take(), isIdempotent || kept.isIdle else { return nil }
        return kept
    }

    private func open(_ patience: Patience) throws(HTTPError) -> CurlSocket {
        try CurlSocket(to: origin, until: patience.deadline, certificates: certificates)
    }
}
