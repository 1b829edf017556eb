import DurableExecution

/// A copy that follows its original after a while; what happens to one key is seen in its order.
struct Lagging<Key: Hashable, Value> {
    private var values: [Key: Value] = [:]
    private var coming: [(moment: Timestamp, key: Key, value: Value?)] = []

    /// Takes in a change, which is seen from a moment on.
    mutating func set(_ value: Value?, for key: Key, at now: Timestamp, seenAt moment: Timestamp) {
        settle(at: now)
        let last = coming.last { $0.key == key }?.moment ?? moment
        coming.append((max(moment, last), key, value))
        settle(at: now)
    }

    /// What is seen at a moment, which is never earlier than one before.
    mutating func values(at now: Timestamp) -> [Key: Value] {
        settle(at: now)
        return values
    }

    private mutating func settle(at now: Timestamp) {
        guard !coming.isEmpty else { return }
        for change in coming where change.moment <= now { values[change.key] = change.value }
        coming.removeAll { $0.moment <= now }
    }
}
