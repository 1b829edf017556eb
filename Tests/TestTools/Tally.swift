import Synchronization

/// Counts how often each named thing has happened.
package final class Tally: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    package init() {}

    @discardableResult
    package func count(_ name: String) -> Int {
        counts.withLock { counts in
            counts[name, default: 0] += 1
            return counts[name, default: 0]
        }
    }

    package subscript(name: String) -> Int { counts.withLock { $0[name, default: 0] } }

    package var all: [String: Int] { counts.withLock { $0 } }
}
