import Glibc

/// A moment as Signature Version 4 writes it: `20150830T123600Z`, whose first eight characters are
/// the day of the credential scope.
package struct SigningTime: Sendable, Hashable {
    package let secondsSince1970: Int
    package let stamp: String

    /// The UTC moment this many seconds after 1970.
    package init(secondsSince1970 seconds: Int) {
        secondsSince1970 = seconds
        var moment = time_t(seconds)
        var utc = tm()
        gmtime_r(&moment, &utc)
        let day = padded(utc.tm_year + 1900, to: 4) + padded(utc.tm_mon + 1) + padded(utc.tm_mday)
        stamp = "\(day)T\(padded(utc.tm_hour))\(padded(utc.tm_min))\(padded(utc.tm_sec))Z"
    }

    package static var now: SigningTime {
        SigningTime(secondsSince1970: time(nil))
    }

    /// The day, such as `20150830`.
    package var day: String {
        String(stamp.prefix(8))
    }
}

private func padded(_ number: Int32, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
