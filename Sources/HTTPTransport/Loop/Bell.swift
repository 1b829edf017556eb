import CEpoll
import Glibc

/// Wakes whoever waits for a descriptor, from any thread: an `eventfd`.
package final class Bell: Sendable {
    let descriptor: CInt

    /// Nil where the process has no descriptors left.
    package init?() {
        let descriptor = eventfd(0, CInt(EFD_CLOEXEC | EFD_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Makes the descriptor readable until it is silenced.
    package func ring() {
        eventfd_write(descriptor, 1)
    }

    func silence() {
        var count = eventfd_t()
        eventfd_read(descriptor, &count)
    }

    /// Blocks the calling thread until the bell rings or the time is up, and silences it.
    package func wait(until deadline: ContinuousClock.Instant?) {
        // Neither a time that is up nor a broken wait is more than a reason to look again.
        _ = try? Patience(deadline: deadline).wait(on: descriptor, for: .readable)
        silence()
    }
}
