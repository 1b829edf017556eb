import Glibc

/// The wall clock and the continuous clock, read together so that one can be told by the other.
package struct ClockReading: Sendable {
    package let instant: ContinuousClock.Instant
    package let unixMilliseconds: Int64

    package init(instant: ContinuousClock.Instant, unixMilliseconds: Int64) {
        self.instant = instant
        self.unixMilliseconds = unixMilliseconds
    }

    package static func current() -> ClockReading {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let milliseconds = Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
        return ClockReading(instant: .now, unixMilliseconds: milliseconds)
    }

    /// Nil for times that no clock shows: before 1970 or after the year 2286.
    func instant(atUnixMilliseconds milliseconds: Int64) -> ContinuousClock.Instant? {
        guard (0..<10_000_000_000_000).contains(milliseconds) else { return nil }
        return instant + .milliseconds(milliseconds - unixMilliseconds)
    }
}
