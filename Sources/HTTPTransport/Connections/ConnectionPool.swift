/// A connection of a client, in the hands of one task at a time.
final class KeptConnection: Sendable {
    let origin: Origin
    let socket: CurlSocket

    init(to origin: Origin, until deadline: ContinuousClock.Instant) throws(HTTPError) {
        self.origin = origin
        socket = try CurlSocket(to: origin, until: deadline)
    }
}

/// Decides who may use a kept connection, who may open one, and who waits for a turn.
struct ConnectionPool {
    /// The right to have one connection.
    enum Turn: Sendable {
        case reuse(KeptConnection)
        case open
    }

    typealias Waiter = Handover<Turn>

    private var idle: [KeptConnection] = []
    private var waiting: [(waiter: Waiter, origin: Origin)] = []
    private var count = 0
    private let maximumCount: Int

    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// Prefers an idle connection that leads to the origin, then a new one, then one in place of an
    /// idle one; nil while all are in use.
    mutating func takeTurn(at origin: Origin) -> Turn? {
        if let index = idle.lastIndex(where: { $0.origin == origin }) {
            return .reuse(idle.remove(at: index))
        }
        if count < maximumCount {
            count += 1
            return .open
        }
        guard !idle.isEmpty else { return nil }
        idle.removeFirst()
        return .open
    }

    /// Gets in line where there is no turn to take.
    mutating func takeTurn(at origin: Origin, orWait waiter: Waiter) -> Turn? {
        let turn = takeTurn(at: origin)
        if turn == nil { waiting.append((waiter, origin)) }
        return turn
    }

    /// Ends a turn; returns who gets it next, somebody with the same way before others.
    mutating func end(_ turn: Turn, at origin: Origin) -> Waiter? {
        if !waiting.isEmpty {
            let index = waiting.firstIndex { $0.origin == origin } ?? waiting.startIndex
            return waiting.remove(at: index).waiter
        }
        switch turn {
        case .reuse(let connection): idle.append(connection)
        case .open: count -= 1
        }
        return nil
    }
}
