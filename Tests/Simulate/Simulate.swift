import ExecutionSimulator
import Glibc

/// Runs schedules of the durable core.
///
///     Simulate FIRST-SEED [COUNT] [MUTATION]
///
/// Without a count it tells all that happens in one. With a mutation it stops at the first seed
/// that notices it.
@main struct Simulate {
    private static let watchdog = Watchdog()

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        let numbers = arguments.compactMap { UInt64($0) }
        let mutation = arguments.compactMap(Mutation.init).first
        guard let first = numbers.first else {
            print("Usage: Simulate FIRST-SEED [COUNT] [MUTATION]")
            exit(64)
        }
        guard numbers.count > 1, let count = numbers.last else {
            watchdog.watch(first)
            return tell(Schedule(seed: first, tracing: true, breaking: mutation))
        }
        exit(run(first..<first + count, mutation) == 0 ? 0 : 1)
    }

    /// - Returns: how many schedules have broken a rule.
    private static func run(_ seeds: Range<UInt64>, _ mutation: Mutation?) -> Int {
        var (events, failed) = (Events(), 0)
        for seed in seeds where mutation == nil || failed == 0 {
            watchdog.watch(seed)
            let schedule = Schedule(seed: seed, breaking: mutation)
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
