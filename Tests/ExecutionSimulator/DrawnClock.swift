/// The simulation's clock, on which every pause has a length drawn from the seed: whoever asks for one draws
/// its own from the system, and no schedule could be repeated.
struct DrawnClock: Clock {
    let simulation: Simulation

    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    var now: Instant { Instant(offset: .milliseconds(simulation.now.millisecondsSinceEpoch)) }

    var minimumResolution: Duration { .milliseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await simulation.sleep(for: .milliseconds(simulation.number(in: 0...5000)))
    }
}
