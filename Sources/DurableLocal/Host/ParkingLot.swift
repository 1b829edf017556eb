import DurableExecution

/// Executions that wait, up to a number; beyond it the one that has waited longest makes room.
struct ParkingLot<Held> {
    private let limit: Int
    private var places: [ExecutionID: (held: Held, number: Int)] = [:]
    /// In the order of arrival; those who have left are still in it.
    private var arrivals: [(id: ExecutionID, number: Int)] = []
    private var oldest = 0
    private var count = 0

    init(limit: Int) {
        self.limit = limit
    }

    subscript(id: ExecutionID) -> Held? { places[id]?.held }

    mutating func take(_ id: ExecutionID) -> Held? { places.removeValue(forKey: id)?.held }

    /// - Returns: what has made room.
    mutating func add(_ held: Held, _ id: ExecutionID) -> Held? {
        count += 1
        places[id] = (held, count)
        arrivals.append((id, count))
        defer { forgetThoseWhoLeft() }
        return places.count > limit ? takeOldest() : nil
    }

    private mutating func takeOldest() -> Held? {
        while oldest < arrivals.count {
            let (id, number) = arrivals[oldest]
            oldest += 1
            if places[id]?.number == number { return take(id) }
        }
        return nil
    }

    /// Keeps the order no longer than a few times what is parked.
    private mutating func forgetThoseWhoLeft() {
        guard arrivals.count > 2 * places.count + 64 else { return }
        arrivals = arrivals[oldest...].filter { places[$0.id]?.number == $0.number }
        oldest = 0
    }
}
