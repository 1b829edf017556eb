package import DurableExecution
import Synchronization

/// A world of its own: one clock, one source of chance, and everything that waits for either.
///
/// One thread runs it, one action at a time. Which action is next, how long anything takes and
/// what goes wrong is drawn from the seed, so a seed is a schedule.
package final class Simulation: Sendable {
    private let state: Mutex<State>
    private let isTraced: Bool

    private struct State {
        var random: WorkflowRandom
        var now = Timestamp(millisecondsSinceEpoch: 1_700_000_000_000)
        var agenda = Agenda()
        var ready: [Job] = []
        var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
        var actions = 0

        mutating func mix(_ value: UInt64) {
            fingerprint = (fingerprint ^ value) &* 0x0000_0100_0000_01b3
        }
    }

    /// A piece of a task that can run now.
    struct Job: Sendable {
        let process: SimulatedProcess
        let job: UnownedJob
    }

    package init(seed: UInt64, tracing: Bool = false) {
        state = Mutex(State(random: WorkflowRandom(seed: "\(seed)")))
        isTraced = tracing
    }

    package var now: Timestamp { state.withLock { $0.now } }

    /// How many actions there have been.
    package var actions: Int { state.withLock { $0.actions } }

    /// Tells this schedule from every other.
    package var fingerprint: UInt64 { state.withLock { $0.fingerprint } }

    /// Tells what happens, at once: a schedule that does not end has told how it came to that.
    package func note(_ line: @autoclosure () -> String) {
        guard isTraced else { return }
        print(now.millisecondsSinceEpoch - 1_700_000_000_000, line())
    }
}

// MARK: - Chance

extension Simulation {
    func draw<Value: Sendable>(
        _ body: (inout WorkflowRandom) -> Value
    ) -> Value {
        state.withLock { body(&$0.random) }
    }

    /// Whether something happens that happens with this probability.
    package func happens(_ probability: Double) -> Bool {
        guard probability > 0 else { return false }
        return draw { Double.random(in: 0..<1, using: &$0) } < probability
    }

    package func number(in range: ClosedRange<Int>) -> Int {
        draw { Int.random(in: range, using: &$0) }
    }
}

// MARK: - Time

extension Simulation {
    /// Does something once time has passed, whatever becomes of the process that asks for it.
    package func schedule(
        after milliseconds: Int,
        _ action: @escaping @Sendable () -> Void
    ) {
        state.withLock { state in
            let moment = state.now.advanced(by: .milliseconds(milliseconds))
            // What is due at the same moment happens in any order.
            state.agenda.add(action, at: moment, order: state.random.next())
        }
    }

    package func pause(milliseconds: Int) async {
        await withUnsafeContinuation { continuation in
            schedule(after: milliseconds) { continuation.resume() }
        }
    }

    /// Sleeps as `Task.sleep` does.
    package func sleep(for duration: Duration) async throws {
        let alarm = Alarm()
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                alarm.set(continuation)
                schedule(after: Int(duration.wholeMilliseconds)) { alarm.ring() }
            }
        } onCancel: {
            alarm.ring()
        }
        try Task.checkCancellation()
    }
}

// MARK: - Running

extension Simulation {
    func enqueue(_ job: Job) {
        state.withLock { $0.ready.append(job) }
    }

    /// Runs until nothing is left to happen.
    ///
    /// - Returns: `false` when that takes more than so many actions.
    package func run(
        limit: Int,
        beforeEach mishap: () -> Void = {}
    ) -> Bool {
        let end = actions + limit
        while let action = next() {
            mishap()
            switch action {
            case .job(let job): job.process.run(job.job)
            case .event(let event): event()
            }
            guard actions < end else { return false }
        }
        return true
    }

    private enum Action {
        case job(Job)
        case event(@Sendable () -> Void)
    }

    /// Any of the jobs that can run; where there is none, time passes.
    private func next() -> Action? {
        state.withLock { state in
            state.actions += 1
            if !state.ready.isEmpty {
                let index = Int.random(in: state.ready.indices, using: &state.random)
                state.mix(UInt64(index + state.ready.count << 16))
                state.ready.swapAt(index, state.ready.count - 1)
                return .job(state.ready.removeLast())
            }
            guard let event = state.agenda.take() else { return nil }
            state.now = max(state.now, event.moment)
            state.mix(UInt64(state.now.millisecondsSinceEpoch))
            return .event(event.action)
        }
    }
}

/// Somebody asleep, who is woken by time or by whoever cancels him.
private final class Alarm: Sendable {
    private enum State {
        case new
        case asleep(UnsafeContinuation<Void, Never>)
        case rung
    }

    private let state = Mutex(State.new)

    func set(_ continuation: UnsafeContinuation<Void, Never>) {
        let isRung = state.withLock { state in
            if case .rung = state { return true }
            state = .asleep(continuation)
            return false
        }
        if isRung { continuation.resume() }
    }

    func ring() {
        let sleeper = state.withLock { state -> UnsafeContinuation<Void, Never>? in
            defer { state = .rung }
            if case .asleep(let sleeper) = state { return sleeper }
            return nil
        }
        sleeper?.resume()
    }
}
