import SimulatedDynamoDB

/// What goes wrong at DynamoDB itself, and how often.
struct ServiceWeather {
    /// For each request: that it is refused for want of capacity.
    private let throttled: Double
    /// For each request: that it is carried out and said to have failed.
    private let failed: Double
    /// For each item: that a page ends with it, or that what follows in a batch is left undone.
    private let cut: Double
    /// For each place of an item in an index: that it lags.
    private let late: Double

    static let longestLag = 60_000

    init(_ simulation: Simulation) {
        func rate(_ rates: Double...) -> Double {
            rates[simulation.number(in: 0...rates.count - 1)]
        }
        throttled = rate(0, 0.02, 0.1, 0.3)
        failed = rate(0, 0, 0.02, 0.1)
        cut = rate(0, 0.02, 0.2)
        late = rate(0, 0.1, 0.8)
    }

    func irregularities(in world: World) -> Irregularities {
        let (simulation, network, witness) = (world.simulation, world.network, world.witness)
        var irregularities = Irregularities()
        irregularities.throttles = { [throttled] in
            guard network.strikes(throttled) else { return false }
            witness.count(.throttled)
            return true
        }
        irregularities.fails = { [failed] in network.strikes(failed) }
        irregularities.cuts = { [cut] in
            guard simulation.happens(cut) else { return false }
            witness.count(.cut)
            return true
        }
        irregularities.lag = { [late] in
            guard simulation.happens(late) else { return .zero }
            return .milliseconds(simulation.number(in: 1...Self.longestLag))
        }
        return irregularities
    }
}
