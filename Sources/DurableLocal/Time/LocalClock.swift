package import DurableExecution
import Glibc

/// Time as a local runtime knows it.
package protocol LocalClock: Sendable {
    var now: Timestamp { get }

    /// Returns at a moment, or throws when its task is cancelled.
    func sleep(until moment: Timestamp) async throws
}

/// The time of day, as the machine has it.
package struct WallClock: LocalClock {
    package init() {}

    package var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            millisecondsSinceEpoch: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        )
    }

    package func sleep(until moment: Timestamp) async throws {
        try await Task.sleep(for: now.duration(to: moment))
    }
}
