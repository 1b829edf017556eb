import Foundation
import LambdaEmulator

/// Shows the events of a service in columns: when it was, whose it is, what happened.
struct EventPrinter: Sendable {
    private static let widestName = 24
    private let nameWidth: Int
    private let isQuiet: Bool

    init(_ template: Template, isQuiet: Bool) {
        let names = template.functions.map(\.name) + template.endpoints.map(\.logicalID)
        nameWidth = min(names.map(\.count).max() ?? 0, Self.widestName)
        self.isQuiet = isQuiet
    }

    func show(_ event: EmulatorEvent) {
        guard let line = EventLine(event, isQuiet: isQuiet) else { return }
        let padding = String(repeating: " ", count: max(0, nameWidth - line.function.count))
        let origin = Terminal.output.text("\(Date.now.timeOfDay)  \(line.function)", .dim)
        Console.say("\(origin)\(padding)  \(line.coloredText)")
    }
}

extension EventLine {
    fileprivate var coloredText: String {
        switch tone {
        case .output: text
        case .news: Terminal.output.text(text, .cyan)
        case .problem: Terminal.output.text(text, .red)
        }
    }
}

extension Date {
    /// As the clock on the wall shows it, with milliseconds.
    fileprivate var timeOfDay: String {
        formatted(
            VerbatimFormatStyle(
                format: """
                    \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\
                    \(minute: .twoDigits):\(second: .twoDigits).\(secondFraction: .fractional(3))
                    """,
                timeZone: .current,
                calendar: Calendar(identifier: .gregorian)
            )
        )
    }
}
