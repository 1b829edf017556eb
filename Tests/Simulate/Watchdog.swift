import Glibc
import Synchronization

/// Ends the process with the seed of a schedule in which code runs in circles: a simulation counts
/// its actions, and cannot interrupt one.
final class Watchdog: Sendable {
    /// Processor time, which a busy machine does not use up: a schedule takes some milliseconds.
    private let patience = Duration.seconds(20)
    private let watched = Mutex<(seed: UInt64, since: Duration)?>(nil)

    init() {
        Task.detached { [self] in
            while true {
                try await Task.sleep(for: .seconds(1))
                look()
            }
        }
    }

    /// Begins anew, with another schedule.
    func watch(_ seed: UInt64) { watched.withLock { $0 = (seed, .processorTime) } }

    private func look() {
        guard let (seed, start) = watched.withLock({ $0 }), .processorTime - start > patience
        else { return }
        print("seed \(seed): an action does not end")
        exit(1)
    }
}

extension Duration {
    /// What this process has used so far.
    fileprivate static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
