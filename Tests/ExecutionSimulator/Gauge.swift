import Synchronization

/// How many are inside.
final class Gauge: Sendable {
    private let count = Atomic(0)

    func enter() -> Int { count.add(1, ordering: .relaxed).newValue }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
