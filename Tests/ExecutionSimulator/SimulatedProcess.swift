import Synchronization

/// A process of the simulation: its tasks run, stand still, or never run again.
package final class SimulatedProcess: TaskExecutor {
    package let name: String
    private let simulation: Simulation
    private let state = Mutex(State.running)

    private enum State {
        case running
        case frozen(held: [UnownedJob])
        case dead
    }

    package init(_ name: String, in simulation: Simulation) {
        self.name = name
        self.simulation = simulation
    }

    package var isRunning: Bool {
        state.withLock { if case .running = $0 { true } else { false } }
    }

    package var isDead: Bool {
        state.withLock { if case .dead = $0 { true } else { false } }
    }

    /// No task of it runs from now on: what is under way stops where it is.
    package func crash() {
        simulation.note("\(name) dies")
        state.withLock { $0 = .dead }
    }

    /// Stops for a while, as a sandbox does between invocations, or a machine that is paused.
    package func freeze(milliseconds: Int) {
        let isRunning = state.withLock { state in
            guard case .running = state else { return false }
            state = .frozen(held: [])
            return true
        }
        guard isRunning else { return }
        simulation.note("\(name) stands still for \(milliseconds) ms")
        simulation.schedule(after: milliseconds) { self.thaw() }
    }

    private func thaw() {
        let held: [UnownedJob] = state.withLock { state in
            guard case .frozen(let held) = state else { return [] }
            state = .running
            return held
        }
        for job in held { simulation.enqueue(Simulation.Job(process: self, job: job)) }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        simulation.enqueue(Simulation.Job(process: self, job: UnownedJob(job)))
    }

    /// Runs a piece of a task, unless the process stands still or is dead.
    func run(_ job: UnownedJob) {
        let runs = state.withLock { state in
            switch state {
            case .running: return true
            case .frozen(let held): state = .frozen(held: held + [job])
            case .dead: break
            }
            return false
        }
        if runs { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    /// Starts a task in this process.
    package func spawn(_ body: @escaping @Sendable () async -> Void) {
        Task(executorPreference: self) { await body() }
    }
}
