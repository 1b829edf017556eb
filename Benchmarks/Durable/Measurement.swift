import Glibc

/// The time and the processor time of one operation, in microseconds.
struct Measurement: Sendable {
    let time: Double
    let processor: Double

    /// Measures a body that does something `count` times.
    static func of(
        _ count: Int,
        _ body: () async throws -> Void
    ) async rethrows -> Measurement {
        let (time, processor) = (Self.time, Self.processor)
        try await body()
        return Measurement(
            time: (Self.time - time) / Double(count),
            processor: (Self.processor - processor) / Double(count)
        )
    }

    static func of(_ count: Int, _ body: () throws -> Void) rethrows -> Measurement {
        let (time, processor) = (Self.time, Self.processor)
        try body()
        return Measurement(
            time: (Self.time - time) / Double(count),
            processor: (Self.processor - processor) / Double(count)
        )
    }

    private static var time: Double { reading(CLOCK_MONOTONIC) }

    private static var processor: Double { reading(CLOCK_PROCESS_CPUTIME_ID) }

    private static func reading(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}

/// What was measured, by name, in the order of appearance.
struct Table {
    private var names: [String] = []
    private var measurements: [String: [Measurement]] = [:]

    mutating func add(_ measurement: Measurement, to name: String) {
        if measurements[name] == nil { names.append(name) }
        measurements[name, default: []].append(measurement)
    }

    func print() {
        Swift.print("| what | us each | CPU us | a second |\n|---|---|---|---|")
        for name in names {
            let all = measurements[name, default: []]
            let time = median(all.map(\.time))
            let row = [
                name, digits(time), digits(median(all.map(\.processor))),
                "\(Int((1e6 / time).rounded()))",
            ]
            Swift.print("| " + row.joined(separator: " | ") + " |")
        }
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private func digits(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
