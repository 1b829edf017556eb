import CEpoll
import Glibc

/// Tells which of many descriptors are ready: an `epoll` that forgets each after it has told.
///
/// Any thread may ask for a descriptor while another waits, and the wait need not end for it.
struct Poller: ~Copyable {
    typealias Ticket = UInt64

    private let descriptor: CInt
    private let bell: Bell
    private static let bellTicket = Ticket.max

    /// Nil where the process has no descriptors left.
    init?() {
        guard let bell = Bell() else { return nil }
        let descriptor = epoll_create1(CInt(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        self.bell = bell
        self.descriptor = descriptor
        var event = epoll_event(
            events: EPOLLIN.rawValue,
            data: epoll_data_t(u64: Self.bellTicket)
        )
        epoll_ctl(descriptor, EPOLL_CTL_ADD, bell.descriptor, &event)
    }

    deinit { close(descriptor) }

    /// Asks to be told once, under this ticket, when a socket is ready; a closed socket is forgotten.
    func watch(_ socket: CInt, for readiness: Readiness, _ ticket: Ticket) {
        var event = epoll_event(
            events: UInt32(readiness.rawValue) | EPOLLONESHOT.rawValue,
            data: epoll_data_t(u64: ticket)
        )
        if epoll_ctl(descriptor, EPOLL_CTL_MOD, socket, &event) != 0, errno == ENOENT {
            epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event)
        }
    }

    /// Ends the wait of another thread.
    func wake() {
        bell.ring()
    }

    /// Blocks for so long at most, or without end where it is nil; returns what is ready.
    func wait(atMost duration: Duration?) -> [(ticket: Ticket, readiness: Readiness)] {
        let timeout = duration.map { CInt(clamping: $0.wholeMilliseconds) } ?? -1
        return withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 16) { events in
            let count = epoll_wait(descriptor, events.baseAddress, CInt(events.count), timeout)
            return events.prefix(Int(max(0, count))).compactMap { event in
                guard event.data.u64 != Self.bellTicket else {
                    bell.silence()
                    return nil
                }
                let found = CShort(truncatingIfNeeded: event.events)
                return (event.data.u64, Readiness(found: found))
            }
        }
    }
}
