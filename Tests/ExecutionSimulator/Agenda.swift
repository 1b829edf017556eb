import DurableExecution

/// What is to happen, earliest first: a binary heap.
struct Agenda {
    struct Event {
        let moment: Timestamp
        let order: UInt64
        let action: @Sendable () -> Void
    }

    private var heap: [Event] = []

    mutating func add(
        _ action: @escaping @Sendable () -> Void,
        at moment: Timestamp,
        order: UInt64
    ) {
        heap.append(Event(moment: moment, order: order, action: action))
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func take() -> Event? {
        guard !heap.isEmpty else { return nil }
        heap.swapAt(0, heap.count - 1)
        let event = heap.removeLast()
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
            guard let first = children.min(by: isBefore), isBefore(first, parent) else { break }
            heap.swapAt(first, parent)
            parent = first
        }
        return event
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        (heap[left].moment, heap[left].order) < (heap[right].moment, heap[right].order)
    }
}
