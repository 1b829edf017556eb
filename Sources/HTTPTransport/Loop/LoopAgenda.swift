/// What the thread of a loop has to do: jobs to run, and parked tasks to wake in time.
///
/// It decides how long the thread may sleep, and who must wake it; it neither runs nor waits.
struct LoopAgenda {
    typealias Instant = ContinuousClock.Instant
    typealias Ticket = Poller.Ticket
    /// Resumed once: whoever takes it out of the agenda resumes it.
    typealias Waiter = UnsafeContinuation<Wakeup, Never>

    struct Job {
        private let job: UnownedJob
        /// The executor of the actor that the job belongs to, if it belongs to one.
        private let actor: UnownedSerialExecutor?

        init(_ job: consuming ExecutorJob, actor: UnownedSerialExecutor?) {
            self.job = UnownedJob(job)
            self.actor = actor
        }

        func run(on executor: UnownedTaskExecutor) {
            if let actor {
                job.runSynchronously(isolatedTo: actor, taskExecutor: executor)
            } else {
                job.runSynchronously(on: executor)
            }
        }
    }

    /// Why a parked task goes on.
    enum Wakeup: Sendable {
        case ready(Readiness)
        case timedOut
        case cancelled
    }

    /// What the thread does before it runs its jobs.
    enum Rest {
        case none
        /// It looks for sockets that are ready, so that busy tasks do not hold up waiting ones.
        case glance
        case sleep(until: Instant?)
    }

    private struct Parked {
        let ticket: Ticket
        let deadline: Instant
        let waiter: Waiter
    }

    private var jobs: [Job] = []
    // A list: the first dictionary of a process looks at every conformance there is.
    private var parked: [Parked] = []
    private var isAsleep = false
    /// When the thread last meant to wake: kept when nothing is parked any more, so that one task after
    /// the other with later and later deadlines need not wake it.
    private var wakesAt: Instant?

    /// Returns whether the thread must be woken, as the two below do.
    mutating func add(_ job: Job) -> Bool {
        jobs.append(job)
        return mustWake(isAsleep)
    }

    mutating func park(_ waiter: Waiter, _ ticket: Ticket, until deadline: Instant) -> Bool {
        parked.append(Parked(ticket: ticket, deadline: deadline, waiter: waiter))
        return mustWake(isAsleep && wakesAt.map { deadline < $0 } ?? true)
    }

    /// Nil where the task goes on already.
    mutating func unpark(_ ticket: Ticket) -> Waiter? {
        guard let index = parked.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        return parked.remove(at: index).waiter
    }

    /// Hands out the jobs to run next, in place of those that have been run.
    mutating func next(_ batch: inout [Job]) -> Rest {
        batch.removeAll(keepingCapacity: true)
        guard jobs.isEmpty else {
            swap(&batch, &jobs)
            return parked.isEmpty ? .none : .glance
        }
        isAsleep = true
        wakesAt = parked.lazy.map(\.deadline).min() ?? wakesAt
        return .sleep(until: wakesAt)
    }

    /// Takes note that the thread is awake.
    mutating func rise() {
        isAsleep = false
    }

    mutating func unparkOverdue(at now: Instant) -> [Waiter] {
        if let wakesAt, wakesAt <= now { self.wakesAt = nil }
        let overdue = parked.filter { $0.deadline <= now }.map(\.waiter)
        if !overdue.isEmpty { parked.removeAll { $0.deadline <= now } }
        return overdue
    }

    private mutating func mustWake(_ condition: Bool) -> Bool {
        if condition { isAsleep = false }
        return condition
    }
}
