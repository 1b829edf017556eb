import Glibc
import Synchronization

/// SIGTERM as something that a thread can wait for.
struct TerminationSignal: Sendable {
    /// Where the signal's handler writes; an atomic, since a handler may take no lock.
    private static let writeEnd = Atomic<CInt>(-1)

    private let readEnd: CInt

    /// From now on SIGTERM no longer ends the process; nil where it cannot be caught.
    static func start() -> TerminationSignal? {
        var ends: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        writeEnd.store(ends[1], ordering: .relaxed)
        var action = sigaction()
        action.sa_flags = SA_RESTART
        action.__sigaction_handler.sa_handler = { _ in
            var byte: UInt8 = 0
            // A second signal changes nothing, so nobody misses its byte.
            _ = write(TerminationSignal.writeEnd.load(ordering: .relaxed), &byte, 1)
        }
        guard sigaction(SIGTERM, &action, nil) == 0 else { return nil }
        return TerminationSignal(readEnd: ends[0])
    }

    /// Blocks the calling thread.
    func wait() {
        var byte: UInt8 = 0
        while read(readEnd, &byte, 1) < 0, errno == EINTR {}
    }
}
