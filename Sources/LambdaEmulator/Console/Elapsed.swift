import DurableExecution

/// A duration as people read it: `0.012 s`, `4 min 10 s`, `3 d 2 h`.
package struct Elapsed: CustomStringConvertible {
    private let milliseconds: Int64

    package init(_ duration: Duration) {
        milliseconds = duration.wholeMilliseconds
    }

    package var description: String {
        guard milliseconds >= 60_000 else { return seconds }
        let units: [(name: String, size: Int64)] = [
            ("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1000),
        ]
        let first = units.firstIndex { milliseconds >= $0.size } ?? 0
        var rest = milliseconds
        return units[first...].prefix(2).compactMap { unit -> String? in
            defer { rest %= unit.size }
            return rest >= unit.size ? "\(rest / unit.size) \(unit.name)" : nil
        }.joined(separator: " ")
    }

    private var seconds: String {
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000)."
            + String(repeating: "0", count: 3 - fraction.count) + fraction + " s"
    }
}
