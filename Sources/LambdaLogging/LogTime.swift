import Glibc

/// A moment on the wall clock, to the microsecond.
struct LogTime: Sendable, Equatable {
    /// Since 1970.
    let microseconds: Int64

    @Sendable
    static func current() -> LogTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return LogTime(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// In UTC, with milliseconds: `2026-11-21T16:10:00.123Z`.
    ///
    /// Source: RFC 3339 section 5.6.
    var rfc3339: String {
        var seconds = time_t(microseconds / 1_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday].map(Self.padded)
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(Self.padded)
        let milliseconds = String(Int(microseconds / 1_000 % 1_000) + 1_000).dropFirst()
        return "\(date.joined(separator: "-"))T\(time.joined(separator: ":")).\(milliseconds)Z"
    }

    private static func padded(_ number: Int32) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
