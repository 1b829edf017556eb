import DurableExecution
import Synchronization

/// The latest lines of all functions, in the order in which they came.
final class LogStore: Sendable {
    struct Entry: Sendable, Hashable {
        let number: Int
        let function: String
        let stream: String
        let timestamp: Timestamp
        let message: String
    }

    private struct State {
        var entries: [Entry] = []
        var last = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int = 10_000) {
        self.capacity = capacity
    }

    func append(_ message: String, of function: String, _ stream: String, at time: Timestamp) {
        state.withLock { state in
            state.last += 1
            state.entries.append(
                Entry(
                    number: state.last,
                    function: function,
                    stream: stream,
                    timestamp: time,
                    message: message
                )
            )
            // Seldom, so that a line costs next to nothing.
            let excess = state.entries.count - capacity
            if excess >= capacity { state.entries.removeFirst(excess) }
        }
    }

    func entries(of function: String) -> [Entry] {
        state.withLock { $0.entries }.suffix(capacity).filter { $0.function == function }
    }
}
