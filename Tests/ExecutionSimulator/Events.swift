/// Something that a schedule is meant to reach.
package enum Event: String, Sendable, CaseIterable {
    case action
    case body
    case owner
    case suspension
    case crash
    case freeze
    case answer
    case lateAnswer = "late answer"
    case signal
    case cancellation
    case lostWakeUp = "lost wake-up"
    case throttled
    case cut
}

/// How often what happened.
package struct Events: Sendable {
    private var counts: [Event: Int] = [:]

    package init() {}

    package subscript(event: Event) -> Int {
        get { counts[event, default: 0] }
        set { counts[event] = newValue }
    }

    package static func + (left: Events, right: Events) -> Events {
        var sum = Events()
        sum.counts = left.counts.merging(right.counts, uniquingKeysWith: +)
        return sum
    }
}

extension Events: CustomStringConvertible {
    package var description: String {
        Event.allCases.map { "\($0.rawValue): \(self[$0])" }.joined(separator: ", ")
    }
}
