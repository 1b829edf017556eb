import ExecutionSimulator
import Glibc

/// Runs schedules of the durable core.
///
///     Simulate FIRST-SEED [COUNT] [memory | dynamodb] [MUTATION]
///
/// Without a count it tells all that happens in one. With a mutation it stops at the first seed
/// that notices it.
@main struct Simulate {
    private static let watchdog = Watchdog()

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        let numbers = arguments.compactMap { UInt64($0) }
        guard let first = numbers.first else {
            print("Usage: Simulate FIRST-SEED [COUNT] [memory | dynamodb] [MUTATION]")
            exit(64)
        }
        let kind = StorageKind(arguments)
        guard numbers.count > 1, let count = numbers.last else {
            watchdog.watch(first)
            return tell(Schedule(seed: first, tracing: true, over: kind))
        }
        exit(run(first..<first + count, kind) == 0 ? 0 : 1)
    }

    /// - Returns: how many schedules have broken a rule.
    private static func run(_ seeds: Range<UInt64>, _ kind: StorageKind) -> Int {
        var (events, failed) = (Events(), 0)
        for seed in seeds where !kind.isBroken || failed == 0 {
            watchdog.watch(seed)
            let schedule = Schedule(seed: seed, over: kind)
            events = events + schedule.events
            guard let violation = schedule.violations.first else { continue }
            failed += 1
            print("seed \(seed): \(violation)")
        }
        print("\(seeds): \(failed) failed; \(events)")
        return failed
    }

    private static func tell(_ schedule: Schedule) {
        print("fingerprint \(schedule.fingerprint)")
        if !schedule.violations.isEmpty { exit(1) }
    }
}

extension StorageKind {
    fileprivate init(_ arguments: some Sequence<String>) {
        self =
            arguments.contains("dynamodb")
            ? .dynamoDB(breaking: arguments.compactMap(DynamoDBMutation.init).first)
            : .memory(breaking: arguments.compactMap(Mutation.init).first)
    }

    fileprivate var isBroken: Bool {
        switch self {
        case .memory(let mutation): mutation != nil
        case .dynamoDB(let mutation): mutation != nil
        }
    }
}
