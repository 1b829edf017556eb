import DurableExecution
import Synchronization

/// A clock that stands still until it is told to move.
final class SkippedClock: Sendable {
    private let current = Mutex(Timestamp(millisecondsSinceEpoch: 1_700_000_000_000))

    var now: Timestamp { current.withLock { $0 } }

    func advance(to moment: Timestamp) {
        current.withLock { $0 = max($0, moment) }
    }
}
