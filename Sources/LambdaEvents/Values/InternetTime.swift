import Glibc

/// A moment as the Internet writes it: `2015-10-07T12:34:56.789Z`.
///
/// Foundation's formats do the same, and bring calendars and time zones into the function.
///
/// Source: RFC 3339 section 5.6.
struct InternetTime {
    let secondsSince1970: Double

    /// The beginning of the year 0, and the last millisecond of the year 9999.
    private static let (first, last) = (-62_167_219_200.0, 253_402_300_799.999)

    init(secondsSince1970: Double) {
        self.secondsSince1970 = secondsSince1970
    }

    /// Nil where the text is no such moment.
    init?(_ text: String) {
        let time = text.dropFirst(19)
        guard let seconds = Self.wholeSeconds(text.prefix(19)),
            let zone = time.firstIndex(where: { $0 != "." && !$0.isASCIIDigit }),
            let fraction = Self.fraction(time[..<zone]), let offset = Self.offset(time[zone...])
        else { return nil }
        secondsSince1970 = Double(seconds - offset) + fraction
    }

    /// To the millisecond, in UTC; of a moment beyond the years that have four digits, the nearest in them.
    var text: String {
        let milliseconds = Int(
            (min(max(Self.first, secondsSince1970), Self.last) * 1_000).rounded()
        )
        var seconds = milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
        let fraction = milliseconds - seconds * 1_000
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(Int.init)
        return zip(date, [4, 2, 2]).map { $0.padded($1) }.joined(separator: "-") + "T"
            + time.map { $0.padded(2) }.joined(separator: ":") + ".\(fraction.padded(3))Z"
    }
}

extension InternetTime {
    private static func wholeSeconds(_ text: Substring) -> Int? {
        let shape = text.map { $0.isASCIIDigit ? "0" : $0 }
        guard String(shape) == "0000-00-00T00:00:00" else { return nil }
        let numbers = text.split { !$0.isASCIIDigit }.compactMap { Int32($0) }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (
            numbers[0] - 1900, numbers[1] - 1, numbers[2]
        )
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (numbers[3], numbers[4], numbers[5])
        let seconds = timegm(&parts)
        // It carries what is too much: a 30 February has become another day.
        let isReal =
            parts.tm_mon == numbers[1] - 1 && parts.tm_mday == numbers[2]
            && parts.tm_hour == numbers[3] && parts.tm_min == numbers[4]
        return isReal ? seconds : nil
    }

    private static func fraction(_ text: Substring) -> Double? {
        if text.isEmpty { return 0 }
        guard text.first == ".", text.count > 1 else { return nil }
        return Double("0" + text)
    }

    /// How far a zone is ahead of UTC, in seconds.
    private static func offset(_ zone: Substring) -> Int? {
        if zone == "Z" { return 0 }
        let shape = zone.dropFirst().map { $0.isASCIIDigit ? "0" : $0 }
        guard String(shape) == "00:00", let sign = zone.first, sign == "+" || sign == "-" else {
            return nil
        }
        let numbers = zone.dropFirst().split(separator: ":").compactMap { Int($0) }
        guard numbers[0] < 24, numbers[1] < 60 else { return nil }
        return (sign == "+" ? 1 : -1) * (numbers[0] * 3_600 + numbers[1] * 60)
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

extension Int {
    fileprivate func padded(_ count: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, count - digits.count)) + digits
    }
}
