import Synchronization

/// Sends requests from any task, over connections that are kept between requests.
///
/// A task whose thread is a ``LoopExecutor``'s waits there; every other one waits at a loop in the
/// background, so that no thread of Swift's pool ever blocks. There are at most `maximumConnections`;
/// further requests wait for their turn.
package final class HTTPClient: Sendable {
    private let pool: Mutex<ConnectionPool>
    private let limits: HTTPResponseParser.Limits

    package init(maximumConnections: Int = 8, limits: HTTPResponseParser.Limits = .init()) {
        pool = Mutex(ConnectionPool(maximumCount: max(1, maximumConnections)))
        self.limits = limits
    }

    /// Sends a request and waits for its answer, whatever its status is.
    ///
    /// The timeout is for everything together, the wait for a free connection included. An
    /// idempotent request may go out again after a kept connection died under it. Cancelling the
    /// calling task ends the wait at once, with `HTTPError.cancelled`.
    package func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let head = try request.encodedHead(for: origin)
        guard !Task.isCancelled else { throw .cancelled }
        guard timeout > .zero else { throw .timedOut(mayHaveBeenSent: false) }
        guard let loop = LoopExecutor.nearest else {
            throw .cannotConnect(origin, reason: "the system gives no more threads or descriptors")
        }
        let place = Place(loop: loop, origin: origin, deadline: .now + timeout)
        var turn = try await takeTurn(place)
        defer { end(turn, at: origin) }
        if let kept = turn.takeConnection(), kept.origin == origin,
            isIdempotent || kept.socket.isIdle
        {
            var exchange = HTTPExchange(request, head: head, limits: limits)
            do throws(HTTPError) {
                return try await perform(&exchange, over: kept, place, &turn)
            } catch .connectionClosed where exchange.maySendAgain(isIdempotent: isIdempotent) {
                // The next lines send it again.
            }
        }
        let opened = try await open(place)
        var exchange = HTTPExchange(request, head: head, limits: limits)
        return try await perform(&exchange, over: opened, place, &turn)
    }

    /// Where a request goes, and where and how long its task waits.
    private struct Place {
        let loop: LoopExecutor
        let origin: Origin
        let deadline: ContinuousClock.Instant
    }

    private func perform(
        _ exchange: inout HTTPExchange,
        over connection: KeptConnection,
        _ place: Place,
        _ turn: inout ConnectionPool.Turn
    ) async throws(HTTPError) -> HTTPResponse {
        let response = try await exchange.run(
            over: connection,
            at: place.loop,
            until: place.deadline
        )
        if exchange.leavesConnectionReusable { turn = .reuse(connection) }
        return response
    }

    private func takeTurn(_ place: Place) async throws(HTTPError) -> ConnectionPool.Turn {
        if let turn = pool.withLock({ $0.takeTurn(at: place.origin) }) { return turn }
        return try await place.loop.receive(until: place.deadline) { waiter in
            let turn = pool.withLock { $0.takeTurn(at: place.origin, orWait: waiter) }
            if let turn { waiter.give(turn) }
        }
    }

    private func end(_ turn: ConnectionPool.Turn, at origin: Origin) {
        while let next = pool.withLock({ $0.end(turn, at: origin) }) {
            if next.give(turn) { return }
        }
    }

    /// Name lookup and TLS handshake block a thread, so they get one for as long as they take.
    private func open(_ place: Place) async throws(HTTPError) -> KeptConnection {
        let outcome = try await place.loop.receive(until: place.deadline) { waiter in
            let isStarted = OwnThread.start {
                waiter.give(
                    Result { () throws(HTTPError) in
                        try KeptConnection(to: place.origin, until: place.deadline)
                    }
                )
            }
            if !isStarted {
                waiter.give(
                    .failure(
                        .cannotConnect(place.origin, reason: "the system gives no more threads")
                    )
                )
            }
        }
        return try outcome.get()
    }
}

extension ConnectionPool.Turn {
    /// Takes the connection out of the turn, and leaves the right to open one.
    fileprivate mutating func takeConnection() -> KeptConnection? {
        defer { self = .open }
        return if case .reuse(let connection) = self { connection } else { nil }
    }
}
