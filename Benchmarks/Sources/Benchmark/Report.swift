/// The table: medians over the rounds, each beside its ratio to the first bootstrap.
struct Report {
    /// One list of rounds for each name; the first is the floor.
    let rounds: [(name: String, measurements: [Measurement])]

    var text: String {
        let header = Self.row([
            "bootstrap", "cold start, ms", "", "round trip, µs", "", "CPU, µs", "", "memory, MB",
        ])
        return ([header] + rounds.map(row)).joined(separator: "\n")
    }

    private func row(of name: String, _ measurements: [Measurement]) -> String {
        let floor = rounds[0].measurements
        func cells(_ figure: (Measurement) -> Duration, _ unit: Duration) -> [String] {
            let ratios = zip(measurements, floor).map { figure($0) / figure($1) }
            return [
                (measurements.map(figure).median / unit).rounded(2),
                "×" + ratios.sorted()[ratios.count / 2].rounded(2),
            ]
        }
        let memory = measurements.map(\.peakMemory).max() ?? 0
        return Self.row(
            [name] + cells(\.coldStart, .milliseconds(1)) + cells(\.roundTrip, .microseconds(1))
                + cells(\.processorTime, .microseconds(1))
                + [(Double(memory) / 1_000_000).rounded(1)]
        )
    }

    private func row(_ round: (name: String, measurements: [Measurement])) -> String {
        row(of: round.name, round.measurements)
    }

    private static func row(_ cells: [String]) -> String {
        zip(cells, [16, 15, 8, 15, 8, 9, 8, 12])
            .map { $1 == 16 ? $0.padded(after: $1) : $0.padded(before: $1) }
            .joined()
    }
}

extension Double {
    fileprivate func rounded(_ digits: Int) -> String {
        let scale = digits == 1 ? 10 : 100
        let value = Int((self * Double(scale)).rounded())
        let fraction = String(value % scale)
        return "\(value / scale)." + String(repeating: "0", count: digits - fraction.count)
            + fraction
    }
}

extension String {
    fileprivate func padded(before width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }

    fileprivate func padded(after width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
