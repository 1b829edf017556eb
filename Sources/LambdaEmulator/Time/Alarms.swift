import DurableExecution

/// Remembers the earliest wake-up that is already set, so that none is set twice.
struct Alarms {
    private var earliest: Timestamp?

    /// The moment for which a wake-up must be set now, if any.
    mutating func set(_ moment: Timestamp?) -> Timestamp? {
        guard let moment, earliest.map({ moment < $0 }) ?? true else { return nil }
        earliest = moment
        return moment
    }

    mutating func fired(_ moment: Timestamp) {
        if earliest == moment { earliest = nil }
    }
}
