import Glibc

/// What a socket is waited for, or found ready for.
struct Readiness: OptionSet, Sendable {
    let rawValue: CShort

    static let readable = Readiness(rawValue: CShort(POLLIN))
    static let writable = Readiness(rawValue: CShort(POLLOUT))
}

extension Readiness {
    /// What the system found; an error counts as ready for everything, for the next transfer to find.
    init(found events: CShort) {
        let isBroken = events & CShort(POLLERR | POLLHUP | POLLNVAL) != 0
        self = isBroken ? [.readable, .writable] : Readiness(rawValue: events)
    }
}

/// How long a thread of its own waits: until a deadline if there is one, and until a bell rings.
struct Patience {
    var deadline: ContinuousClock.Instant?
    var cancellation: Bell?

    var isEndless: Bool { deadline == nil && cancellation == nil }

    /// Nil without a deadline; never negative.
    var remaining: Duration? {
        deadline.map { max(.zero, $0 - .now) }
    }

    /// Blocks the calling thread until `descriptor` is ready.
    func wait(on descriptor: CInt, for readiness: Readiness) throws(HTTPError) -> Readiness {
        var descriptors = [
            pollfd(fd: descriptor, events: readiness.rawValue, revents: 0),
            // A negative descriptor is skipped by poll.
            pollfd(fd: cancellation?.descriptor ?? -1, events: CShort(POLLIN), revents: 0),
        ]
        while poll(&descriptors, 2, pollTimeout) < 0 {
            guard errno == EINTR || errno == EAGAIN else {
                throw .connectionClosed(mayHaveBeenSent: true)
            }
        }
        guard descriptors[1].revents == 0 else { throw .cancelled }
        guard descriptors[0].revents != 0 else { throw .timedOut(mayHaveBeenSent: true) }
        return Readiness(found: descriptors[0].revents)
    }

    private var pollTimeout: CInt {
        guard let remaining else { return -1 }
        return CInt(clamping: remaining.wholeMilliseconds)
    }
}

extension Duration {
    /// Rounded up, so that a wait never ends before its time.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let milliseconds = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int(clamping: min(seconds, 1_000_000_000) * 1_000 + milliseconds)
    }
}
