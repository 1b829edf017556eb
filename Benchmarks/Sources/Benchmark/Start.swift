/// What bootstraps cost until they ask for their first event: `Benchmark start NAME=PATH[=ZIP]…`, the floor first.
enum Start {
    private static let rounds = 25
    private static let startsPerRound = 9

    static func run(_ arguments: [String]) throws {
        let listener = try Socket.listening()
        var candidates = arguments.map(Candidate.init)
        for _ in 1...rounds {
            for index in candidates.indices {
                let starts = try (0..<startsPerRound).map { _ in
                    try Cost(of: candidates[index].path, listener)
                }
                candidates[index].add(starts)
            }
        }
        print(report(candidates))
    }

    private static func report(_ candidates: [Candidate]) -> String {
        let columns = [
            "bootstrap", "to first next, ms", "", "CPU, ms", "resident, MB", "own, MB", "file, MB",
            "zip, MB",
        ]
        return Report.table(
            columns: columns,
            rows: candidates.map { candidate in
                let ratios = zip(candidate.times, candidates[0].times).map { $0 / $1 }.sorted()
                return [
                    candidate.name,
                    (candidate.times.median / .milliseconds(1)).rounded(2),
                    "×" + ratios[ratios.count / 2].rounded(2),
                    (candidate.processorTimes.median / .milliseconds(1)).rounded(2),
                    megabytes(candidate.residentMemory), megabytes(candidate.privateMemory),
                    megabytes(fileSize(candidate.path)),
                    candidate.zip.map { megabytes(fileSize($0)) } ?? "",
                ]
            }
        )
    }

    private static func megabytes(_ bytes: Int) -> String {
        (Double(bytes) / 1_000_000).rounded(2)
    }

    /// One start.
    struct Cost {
        let time: Duration
        let processorTime: Duration
        let residentMemory: Int
        let privateMemory: Int

        init(of path: String, _ listener: borrowing Socket) throws {
            let start = ContinuousClock.now
            let bootstrap = try Bootstrap.started(path: path, listener: listener)
            time = .now - start
            processorTime = bootstrap.processorTime()
            residentMemory = bootstrap.peakMemory()
            privateMemory = bootstrap.privateMemory()
            bootstrap.end()
        }
    }

    private struct Candidate {
        let name: String
        let path: String
        let zip: String?
        /// The middle of each round.
        var times: [Duration] = []
        var processorTimes: [Duration] = []
        var residentMemory = 0
        var privateMemory = 0

        init(_ argument: String) {
            let parts = argument.split(separator: "=").map(String.init)
            name = parts[0]
            path = parts.count > 1 ? parts[1] : ""
            zip = parts.count > 2 ? parts[2] : nil
        }

        mutating func add(_ starts: [Cost]) {
            times.append(starts.map(\.time).median)
            processorTimes.append(starts.map(\.processorTime).median)
            residentMemory = max(residentMemory, starts.map(\.residentMemory).max() ?? 0)
            privateMemory = max(privateMemory, starts.map(\.privateMemory).max() ?? 0)
        }
    }
}
