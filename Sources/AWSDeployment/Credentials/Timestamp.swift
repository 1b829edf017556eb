import AWSClient

/// Reads a moment as AWS writes it: `2026-11-21T16:00:00Z`, with parts of a second or without.
///
/// Source: RFC 3339 section 5.6.
enum Timestamp {
    /// Seconds after 1970; nil where the text is no such moment.
    static func secondsSince1970(_ text: String) -> Int? {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let day = days(parts[0]), let (time, offset) = split(parts[1])
        else { return nil }
        return seconds(time).map { day * 86_400 + $0 - offset }
    }

    private static func days(_ date: Substring) -> Int? {
        let numbers = date.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3, (1970...9999).contains(numbers[0]),
            (1...12).contains(numbers[1]), (1...31).contains(numbers[2])
        else { return nil }
        return daysSince1970(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// The time of day without its fraction, and how far its zone is ahead of UTC.
    private static func split(_ time: Substring) -> (time: Substring, offset: Int)? {
        let zone = time.dropFirst("00:00:00".utf8.count).drop { $0 == "." || $0.isNumber }
        let clock = time.prefix("00:00:00".utf8.count)
        // The second is how older versions of the AWS CLI wrote it.
        if zone == "Z" || zone == "UTC" { return (clock, 0) }
        guard let sign = zone.first, sign == "+" || sign == "-",
            let offset = seconds(zone.dropFirst() + ":00")
        else { return nil }
        return (clock, sign == "+" ? offset : -offset)
    }

    private static func seconds(_ time: some StringProtocol) -> Int? {
        let numbers = time.split(separator: ":").compactMap { Int($0) }
        guard numbers.count == 3, (0...23).contains(numbers[0]), (0...59).contains(numbers[1]),
            (0...60).contains(numbers[2])
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + numbers[2]
    }
}
