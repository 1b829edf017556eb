import ArgumentParser
import DurableExecution
import Foundation

/// A moment as people give it: a date, a date and time, or how long ago.
struct Moment: ExpressibleByArgument {
    let timestamp: Timestamp

    init?(argument: String) {
        guard let date = Self.ago(argument) ?? Self.date(argument) else { return nil }
        timestamp = Timestamp(
            millisecondsSinceEpoch: Int64(date.timeIntervalSince1970 * 1000)
        )
    }

    private static func ago(_ text: String) -> Date? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Double(text.dropLast())
        else { return nil }
        return Date.now.addingTimeInterval(-count * unit)
    }

    private static func date(_ text: String) -> Date? {
        let day = Date.ISO8601FormatStyle().year().month().day()
        // A date alone is its beginning, in UTC.
        return (try? Date.ISO8601FormatStyle().parse(text)) ?? (try? day.parse(text))
    }
}
