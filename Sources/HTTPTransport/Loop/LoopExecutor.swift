import Synchronization

/// Runs tasks on the thread that waits for them, and waits there for what they wait for.
///
/// A task that awaits nothing but its own work never leaves this thread; one that awaits a socket
/// costs no thread switch either, since the thread that has nothing to run is the one that polls.
/// What a task awaits elsewhere runs elsewhere, and comes back here.
package final class LoopExecutor: TaskExecutor {
    let agenda = Mutex(LoopAgenda())
    let poller: Poller
    let lastTicket = Atomic<Poller.Ticket>(0)

    /// Nil where the process has no descriptors left.
    package init?() {
        guard let poller = Poller() else { return nil }
        self.poller = poller
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        add(LoopAgenda.Job(job, actor: nil))
    }

    fileprivate func add(_ job: LoopAgenda.Job) {
        if agenda.withLock({ $0.add(job) }) { poller.wake() }
    }

    /// Blocks until the operation has ended, running its jobs in the meantime.
    package func run<Value: Sendable>(
        _ operation: @escaping @Sendable () async -> Value
    ) -> Value {
        let outcome = Outcome<Value>()
        Task(executorPreference: self) { outcome.set(await operation()) }
        let outer = Self.current
        Self.current = self
        defer { Self.current = outer }
        var jobs: [LoopAgenda.Job] = []
        while true {
            // The task's last job runs here too, so the value is there once that job has ended.
            if outcome.isThere, let value = outcome.value { return value }
            turn(&jobs)
        }
    }

    /// Wakes the tasks of others that are parked here, for ever.
    func serve() -> Never {
        var jobs: [LoopAgenda.Job] = []
        while true { turn(&jobs) }
    }

    /// Runs what there is to run, or sleeps until there is something.
    private func turn(_ jobs: inout [LoopAgenda.Job]) {
        switch agenda.withLock({ $0.next(&jobs) }) {
        case .none: break
        case .glance: poll(atMost: .zero)
        case .sleep(let time): poll(atMost: time.map { max(.zero, $0 - .now) })
        }
        for job in jobs { job.run(on: asUnownedTaskExecutor()) }
    }

    private func poll(atMost duration: Duration?) {
        let found = poller.wait(atMost: duration)
        agenda.withLock { $0.rise() }
        for (ticket, readiness) in found { wake(ticket, .ready(readiness)) }
        // What has come just in time is not late.
        for waiter in agenda.withLock({ $0.unparkOverdue(at: .now) }) {
            waiter.resume(returning: .timedOut)
        }
    }

    private final class Outcome<Value: Sendable>: Sendable {
        private let storage = Mutex<Value?>(nil)
        private let isSet = Atomic(false)

        /// Sooner asked than the value, of which nobody knows here how large it is.
        var isThere: Bool { isSet.load(ordering: .acquiring) }
        var value: Value? { storage.withLock { $0 } }

        func set(_ value: Value) {
            storage.withLock { $0 = value }
            isSet.store(true, ordering: .releasing)
        }
    }
}

/// Runs the jobs of actors on the thread of a loop.
///
/// Apart from the loop itself, so that a task knows whether it is in an actor: one that is in none would
/// have to get in line again after each function that it awaited.
package final class LoopActorExecutor: SerialExecutor {
    package let loop: LoopExecutor

    package init(on loop: LoopExecutor) {
        self.loop = loop
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        loop.add(LoopAgenda.Job(job, actor: asUnownedSerialExecutor()))
    }
}
