import Glibc

/// The machine's wall clock.
package struct SystemTime: Timekeeper {
    package init() {}

    package var now: Timestamp { .now }

    package func sleep(until moment: Timestamp) async throws(CancellationError) {
        while now < moment {
            do {
                try await Task.sleep(for: now.duration(to: moment))
            } catch {
                throw CancellationError()
            }
        }
    }
}

extension Timestamp {
    /// The wall clock's time.
    package static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            millisecondsSinceEpoch: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        )
    }
}
