/// What goes wrong in a schedule, and how often.
///
/// Every schedule has a weather of its own: some faults often, some rarely, some not at all. After
/// so many faults it clears up, so that what remains to be done can be done.
package struct Weather: Sendable {
    /// For each action: that a process dies before it.
    package var crash = 0.0
    /// For each action: that a process stands still before it.
    package var freeze = 0.0
    /// For each call over the network: that it fails without effect.
    package var refused = 0.0
    /// For each call: that it has its effect and the answer is lost.
    package var answerLost = 0.0
    /// For each call: that it is given up and has its effect later.
    package var late = 0.0
    /// For each call: that it is delivered twice.
    package var repeated = 0.0
    /// For each call: that it is slow.
    package var slow = 0.0
    /// For each wake-up.
    package var wakeUpLost = 0.0
    package var wakeUpRepeated = 0.0
    package var wakeUpDelayed = 0.0
    package var wakeUpEarly = 0.0
    /// After how many faults it clears up.
    package var faults = 0

    package static let fair = Weather()

    /// The weather of a schedule.
    package init(_ simulation: Simulation) {
        guard simulation.happens(0.9) else { return }
        func rate(_ rates: Double...) -> Double {
            rates[simulation.number(in: 0...rates.count - 1)]
        }
        crash = rate(0, 0.001, 0.01, 0.05)
        freeze = rate(0, 0.005, 0.02, 0.05)
        refused = rate(0, 0, 0.02, 0.1)
        answerLost = rate(0, 0.02, 0.1, 0.3)
        late = rate(0, 0, 0.02, 0.1)
        repeated = rate(0, 0, 0.05, 0.3)
        slow = rate(0, 0.02, 0.2)
        wakeUpLost = rate(0, 0, 0, 0.2)
        wakeUpRepeated = rate(0, 0.1, 0.5)
        wakeUpDelayed = rate(0, 0.1, 0.5)
        wakeUpEarly = rate(0, 0.1, 0.5)
        faults = simulation.number(in: 1...20)
    }

    private init() {}
}
