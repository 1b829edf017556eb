import ArgumentParser
import DurableExecution
import Foundation
import LambdaEmulator

/// How a command shows its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// Results on standard output.
enum Output {
    static func write(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
        FileHandle.standardOutput.write(Data("\n".utf8))
    }

    static func write(json value: some Encodable) {
        write(WireJSON.encode(value))
    }

    /// Columns as wide as their widest cell.
    static func write(table rows: [[String]]) {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        for row in rows {
            let cells = zip(row, widths).map {
                $0.padding(toLength: $1, withPad: " ", startingAt: 0)
            }
            Console.say(cells.joined(separator: "  ").trimmingSuffix(" "))
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self[...]
        while text.last == character { text.removeLast() }
        return String(text)
    }
}

extension Timestamp {
    /// Date and time in UTC.
    var text: String { text(withFraction: false) }

    func text(withFraction: Bool) -> String {
        Date(timeIntervalSince1970: Double(millisecondsSinceEpoch) / 1000)
            .formatted(
                .iso8601.year().month().day().dateSeparator(.dash)
                    .dateTimeSeparator(.space).time(includingFractionalSeconds: withFraction)
            )
    }
}
