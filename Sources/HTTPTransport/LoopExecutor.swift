import Synchronization

/// Runs tasks on the thread that waits for them, and waits there for what they wait for.
///
/// A task that awaits nothing but its own work never leaves this thread; one that awaits a socket
/// costs no thread switch either, since the thread that has nothing to run is the one that polls.
/// What a task awaits elsewhere runs elsewhere, and comes back here.
package final class LoopExecutor: TaskExecutor, SerialExecutor {
    let agenda = Mutex(LoopAgenda())
    let poller: Poller
    let lastTicket = Atomic<Poller.Ticket>(0)

    /// Nil where the process has no descriptors left.
    package init?() {
        guard let poller = Poller() else { return nil }
        self.poller = poller
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if agenda.withLock({ $0.add(job) }) { poller.wake() }
    }

    /// Blocks until the operation has ended, running its jobs in the meantime.
    package func run<Value: Sendable>(
        _ operation: @escaping @Sendable () async -> Value
    ) -> Value {
        let outcome = Outcome<Value>()
        Task(executorPreference: self) { outcome.value = await operation() }
        let outer = Self.current
        Self.current = self
        defer { Self.current = outer }
        while true {
            // The task's last job runs here too, so the value is there once that job has ended.
            if let value = outcome.value { return value }
            turn()
        }
    }

    /// Wakes the tasks of others that are parked here, for ever.
    func serve() -> Never {
        while true { turn() }
    }

    /// Runs what there is to run, or sleeps until there is something.
    private func turn() {
        let (jobs, rest) = agenda.withLock { $0.next() }
        switch rest {
        case .none: break
        case .glance: poll(atMost: .zero)
        case .sleep(let time): poll(atMost: time.map { max(.zero, $0 - .now) })
        }
        for job in jobs {
            job.runSynchronously(
                isolatedTo: asUnownedSerialExecutor(),
                taskExecutor: asUnownedTaskExecutor()
            )
        }
    }

    private func poll(atMost duration: Duration?) {
        let found = poller.wait(atMost: duration)
        let overdue = agenda.withLock { $0.rise(at: .now) }
        for (ticket, readiness) in found { wake(ticket, .ready(readiness)) }
        for waiter in overdue { waiter.resume(returning: .timedOut) }
    }

    private final class Outcome<Value: Sendable>: Sendable {
        private let storage = Mutex<Value?>(nil)

        var value: Value? {
            get { storage.withLock { $0 } }
            set { storage.withLock { $0 = newValue } }
        }
    }
}
