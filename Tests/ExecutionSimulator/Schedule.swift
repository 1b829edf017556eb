import DurableExecution
import Synchronization

/// One seed's program, run through one seed's weather, and what a witness says to it.
package struct Schedule: Sendable {
    package let seed: UInt64
    package var violations: [String] = []
    package var events = Events()
    package var fingerprint: UInt64 = 0

    /// Runs a schedule to its end.
    package init(seed: UInt64, tracing: Bool = false, over kind: StorageKind = .memory()) {
        self.seed = seed
        let simulation = Simulation(seed: seed, tracing: tracing)
        let program = ProgramGenerator.program(simulation)
        let witness = Witness(simulation, isOrdered: !program.mayBeCancelled)
        let run = Run(program, simulation, witness, kind)
        run.toTheEnd()
        if witness.violations.isEmpty { run.again() }
        violations = witness.violations
        events = witness.events
        events[.action] = simulation.actions
        fingerprint = simulation.fingerprint
    }
}

extension Program {
    /// Whether operations may be left out because an execution is to end.
    fileprivate var mayBeCancelled: Bool {
        cancelledAfter != nil || !children.isEmpty
    }
}

/// A schedule under way.
private struct Run {
    let simulation: Simulation
    let witness: Witness
    let program: Program
    let weather: Weather
    let deployment: Timestamp
    let world: World

    init(
        _ program: Program,
        _ simulation: Simulation,
        _ witness: Witness,
        _ kind: StorageKind
    ) {
        self.simulation = simulation
        self.witness = witness
        self.program = program
        weather = Weather(simulation)
        let seconds = simulation.number(in: -60...60)
        // What is cancelled leaves nothing recorded by which new code could know that it came too late.
        deployment =
            program.mayBeCancelled
            ? .distantFuture : simulation.now.advanced(by: .seconds(seconds))
        world = World(
            program,
            in: kind.make(simulation),
            simulation,
            witness,
            weather,
            deployment: deployment,
            forgetsTimers: kind.forgetsTimers
        )
    }

    /// Runs until the execution has ended, with a little help where nobody else would help it.
    func toTheEnd() {
        simulation.note("\(program)")
        simulation.note("\(weather)")
        world.deliver(.start)
        world.beginOutside()
        world.storage.begin(in: world)
        if simulation.happens(0.2) { world.deliver(.start) }
        for _ in 0..<100 {
            guard simulation.run(limit: 50_000, beforeEach: world.befall) else {
                return witness.violated("it never comes to rest")
            }
            guard witness.violations.isEmpty, goOn() else { return world.end() }
        }
        witness.violated("it does not end, however often it is woken")
    }

    /// At rest every execution has ended or waits for something real.
    ///
    /// - Returns: whether there is more to come.
    private func goOn() -> Bool {
        var logs: [ExecutionLog] = []
        for execution in world.executions {
            guard let log = read({ [world] in try await world.log(of: execution) }) else {
                return false
            }
            logs.append(log)
        }
        let open = logs.filter { !help($0) }
        if open.isEmpty { check(logs) }
        return !open.isEmpty
    }

    private func check(_ logs: [ExecutionLog]) {
        witness.check(logs)
        _ = read { [world] in try await world.storage.check(logs, in: world) }
    }

    /// Does for an execution what nobody else is going to do.
    ///
    /// - Returns: whether it has ended for good.
    private func help(_ log: ExecutionLog) -> Bool {
        let now = simulation.now
        let execution = log.start.execution
        let claim = log.claim(at: now) { now < $0.deadline }
        simulation.note("at rest: \(execution.rawValue) \(claim)")
        switch claim {
        case .ended(_, isSettled: false): sweep(for: log, after: .zero)
        case .ended(let outcome, isSettled: true):
            world.ended(execution, outcome)
            return true
        case .asleep(until: nil):
            answer(log)
        case .owned(let moment), .asleep(let moment?):
            sweep(for: log, after: now.duration(to: moment))
        case .free: sweep(for: log, after: .zero)
        }
        return false
    }

    /// Answers a callback for which nobody else is going to.
    private func answer(_ log: ExecutionLog) {
        // It may wait for another execution, which is helped itself.
        guard !log.record.openCalls.contains(where: { $0.target.parentClose != nil }) else {
            return
        }
        guard let callback = log.record.openCallbacks.first,
            case .callback(let state) = callback.state
        else { return witness.violated("\(log.start.execution.rawValue) waits for nothing") }
        witness.checkSignals(in: log.record)
        let answer = CallbackCompletion.succeeded(result: "\(witness.newValue())")
        world.tell(.answer(state.token, answer), after: world.storage.sweepSoon(in: world))
    }

    /// What a sweep over all executions does for one whose wake-up was lost.
    private func sweep(for log: ExecutionLog, after delay: Duration) {
        if witness.events[.lostWakeUp] == 0 {
            witness.violated("nobody is going to wake \(log.start.execution.rawValue)")
        }
        world.storage.sweep(for: log, after: delay, in: world)
    }

    /// What has ended, run once more over its own log without the end, ends the same.
    func again() {
        // What was stopped has not come to its end, and what it has started would start once more.
        guard program.stoppedAfter == nil, program.timeoutSeconds == nil, program.children.isEmpty,
            let outcome = world.endings.first, let entries = read(world.entries)
        else { return }
        simulation.note("once more")
        let log = InMemoryLog()
        for (number, entry) in entries.dropLast().enumerated() {
            _ = try? log.append(entry, at: number, of: world.first, showing: nil)
        }
        let hadNewCode = witness.lastOwner(of: world.first).map(world.hasNewCode) ?? true
        let replay = World(
            program,
            in: PlainStorage(log),
            simulation,
            witness,
            .fair,
            deployment: Timestamp(millisecondsSinceEpoch: hadNewCode ? 0 : .max)
        )
        replay.ended(replay.first, outcome)
        replay.deliver(.wake(replay.first))
        let isAtRest = simulation.run(limit: 20_000)
        if !isAtRest || replay.endings.count < 2 { witness.violated("a replay does not end") }
        replay.end()
    }

    /// Does something in a process that nothing befalls.
    private func read<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value?
    ) -> Value? {
        let found = Found<Value>()
        let reader = SimulatedProcess("reader", in: simulation)
        reader.spawn { [witness] in
            do { found.set(try await body()) } catch { witness.violated("\(error)") }
        }
        _ = simulation.run(limit: 1000)
        if found.value == nil { witness.violated("there is no log") }
        return found.value
    }
}

private final class Found<Value: Sendable>: Sendable {
    private let found = Mutex<Value?>(nil)

    var value: Value? { found.withLock { $0 } }

    func set(_ value: Value?) { found.withLock { $0 = value } }
}
