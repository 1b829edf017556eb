/// Measures bootstraps side by side: `Benchmark NAME=PATH…`, the floor first.
///
/// `Benchmark soak PATH` looks for leaks in one, `Benchmark start …` measures only starts.
///
/// The bootstraps take turns, round by round, so that whatever else the machine does meets all.
@main struct Benchmark {
    private static let rounds = 11

    static func main() throws {
        if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "soak" {
            return try Soak.run(CommandLine.arguments[2])
        }
        if CommandLine.arguments.count > 2, CommandLine.arguments[1] == "start" {
            return try Start.run(Array(CommandLine.arguments.dropFirst(2)))
        }
        let bootstraps = CommandLine.arguments.dropFirst().map { argument in
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            return (name: parts[0], path: parts.last ?? "")
        }
        guard !bootstraps.isEmpty else { return print("usage: Benchmark NAME=PATH… | soak PATH") }
        let listener = try Socket.listening()
        var candidates = bootstraps.map { Candidate(name: $0.name) }
        for round in 1...rounds {
            print("round \(round) of \(rounds)")
            for (index, bootstrap) in bootstraps.enumerated() {
                let measurement = try Measurement(of: bootstrap.path, listener: listener)
                candidates[index].measurements.append(measurement)
            }
        }
        for (index, bootstrap) in bootstraps.enumerated() {
            print("\(bootstrap.name): \(Endurance.late) invocations")
            candidates[index].endurance = try Endurance(of: bootstrap.path, listener: listener)
        }
        print("\n" + Report(candidates: candidates).text)
    }
}

/// A bootstrap, and what was found out about it.
struct Candidate {
    let name: String
    var measurements: [Measurement] = []
    var endurance: Endurance?
}
