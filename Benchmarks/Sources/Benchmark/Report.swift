/// Two tables: medians over the rounds, each beside the median of its ratios to the first bootstrap.
struct Report {
    /// The first is the floor.
    let candidates: [Candidate]

    var text: String {
        let processes = Self.table(
            columns: [
                "bootstrap", "cold start, ms", "", "peak memory, MB",
                "private after \(Endurance.early), KB", "after \(Endurance.late), KB",
            ],
            rows: candidates.map(processRow)
        )
        let calls = Self.table(
            columns: ["bootstrap", "event", "round trip, µs", "", "CPU, µs", ""],
            rows: Payload.all.indices.flatMap { index in candidates.map { callRow(of: $0, index) } }
        )
        return processes + "\n\n" + calls
    }

    private func processRow(of candidate: Candidate) -> [String] {
        let memory = candidate.measurements.map(\.peakMemory).max() ?? 0
        let endurance = candidate.endurance.map { [$0.earlyMemory, $0.lateMemory] } ?? []
        return [candidate.name] + cells(of: candidate, \.coldStart, .milliseconds(1))
            + [(Double(memory) / 1_000_000).rounded(1)] + endurance.map { "\($0 / 1024)" }
    }

    private func callRow(of candidate: Candidate, _ payload: Int) -> [String] {
        [candidate.name, Payload.all[payload].name]
            + cells(of: candidate, { $0.calls[payload].roundTrip }, .microseconds(1))
            + cells(of: candidate, { $0.calls[payload].processorTime }, .microseconds(1))
    }

    private func cells(
        of candidate: Candidate,
        _ figure: (Measurement) -> Duration,
        _ unit: Duration
    ) -> [String] {
        let figures = candidate.measurements.map(figure)
        let floor = candidates[0].measurements.map(figure)
        let ratios = zip(figures, floor).map { $0 / $1 }.sorted()
        return [(figures.median / unit).rounded(2), "×" + ratios[ratios.count / 2].rounded(2)]
    }

    /// Each column is as wide as its widest cell; numbers stand to the right.
    static func table(columns: [String], rows: [[String]]) -> String {
        let lines = [columns] + rows
        let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).enumerated().map { index, cell in
                index == 0 ? cell.0.padded(after: cell.1) : cell.0.padded(before: cell.1 + 2)
            }.joined()
        }.joined(separator: "\n")
    }
}

extension Double {
    func rounded(_ digits: Int) -> String {
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
