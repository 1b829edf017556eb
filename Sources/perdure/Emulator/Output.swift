import ArgumentParser
import DurableExecution
import Foundation
import LambdaEmulator

/// How a command shows its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// Columns for people.
    case table
    case json
    /// The same without a heading, with tabs between: for other programs.
    case plain
}

struct OutputOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "table, json or plain.")
    var output = OutputFormat.table

    /// Values, one a line.
    func write<Value: Encodable>(
        _ values: [Value],
        columns: [String],
        _ row: (Value) -> [String]
    ) {
        switch output {
        case .json: Output.write(json: values)
        case .table: Output.write(table: [columns] + values.map(row))
        case .plain: for value in values { print(row(value).joined(separator: "\t")) }
        }
    }
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
