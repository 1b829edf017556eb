import Glibc

/// Ends a blocking exchange from another thread: a pair of sockets of which one becomes readable.
package final class Cancellation: Sendable {
    private let readEnd: CInt
    private let writeEnd: CInt

    /// Nil where the process has no descriptors left.
    package init?() {
        var ends: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    package func cancel() {
        var byte: UInt8 = 1
        // A full socket is readable already, so a byte that does not fit is not missed.
        _ = send(writeEnd, &byte, 1, CInt(MSG_NOSIGNAL))
    }

    var descriptor: CInt { readEnd }
}
