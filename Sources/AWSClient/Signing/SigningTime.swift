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
        stamp = String(unsafeUninitializedCapacity: 16) { text in
            text.write(utc.tm_year + 1900, at: 0, digits: 4)
            text.write(utc.tm_mon + 1, at: 4)
            text.write(utc.tm_mday, at: 6)
            text[8] = UInt8(ascii: "T")
            text.write(utc.tm_hour, at: 9)
            text.write(utc.tm_min, at: 11)
            text.write(utc.tm_sec, at: 13)
            text[15] = UInt8(ascii: "Z")
            return 16
        }
    }

    package static var now: SigningTime {
        SigningTime(secondsSince1970: time(nil))
    }

    /// The day, such as `20150830`.
    package var day: String {
        String(stamp.prefix(8))
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    fileprivate func write(_ number: Int32, at start: Int, digits: Int = 2) {
        var rest = number
        for place in (start..<(start + digits)).reversed() {
            self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
