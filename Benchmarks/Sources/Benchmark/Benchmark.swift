/// Measures bootstraps side by side: `Benchmark NAME=PATH…`, the floor first.
///
/// `Benchmark soak PATH` looks for leaks in one.
///
/// The bootstraps take turns, round by round, so that whatever else the machine does meets all.
@main struct Benchmark {
    static func main() throws {
        if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "soak" {
            return try Soak.run(CommandLine.arguments[2])
        }
        let bootstraps = CommandLine.arguments.dropFirst().map { argument in
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            return (name: parts[0], path: parts.last ?? "")
        }
        guard !bootstraps.isEmpty else { return print("usage: Benchmark NAME=PATH… | soak PATH") }
        let listener = try Socket.listening()
        var rounds = bootstraps.map { (name: $0.name, measurements: [Measurement]()) }
        for round in 1...15 {
            print("round \(round) of 15")
            for (index, bootstrap) in bootstraps.enumerated() {
                let measurement = try Measurement(of: bootstrap.path, listener: listener)
                rounds[index].measurements.append(measurement)
            }
        }
        print("\n" + Report(rounds: rounds).text)
    }
}
