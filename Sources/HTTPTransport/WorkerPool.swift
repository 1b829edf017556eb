import Synchronization

/// The threads of a client: each has one connection and a mailbox for its next job.
final class WorkerPool: Sendable {
    private enum Message: Sendable {
        case job(HTTPJob)
        case close
    }

    private typealias Mailbox = BlockingQueue<Message>

    private struct State {
        var roster: WorkerRoster<HTTPJob>
        var mailboxes: [WorkerRoster<HTTPJob>.ID: Mailbox] = [:]
    }

    private let limits: HTTPResponseParser.Limits
    private let state: Mutex<State>

    init(maximumCount: Int, limits: HTTPResponseParser.Limits) {
        self.limits = limits
        state = Mutex(State(roster: WorkerRoster(maximumCount: maximumCount)))
    }

    func submit(_ job: HTTPJob) {
        let unstarted = state.withLock { state -> (id: Int, mailbox: Mailbox)? in
            switch state.roster.submit(job, to: job.origin) {
            case .give(let job, let id):
                state.mailboxes[id]?.push(.job(job))
                return nil
            case .start(let id, let job):
                let mailbox = Mailbox()
                mailbox.push(.job(job))
                state.mailboxes[id] = mailbox
                return (id, mailbox)
            case .queued:
                return nil
            }
        }
        guard let unstarted else { return }
        let isStarted = OwnThread.start { self.work(as: unstarted.id, reading: unstarted.mailbox) }
        if !isStarted { giveUp(unstarted.id, job) }
    }

    /// Lets every thread end once it has nothing to do.
    func close() {
        state.withLock { state in
            for mailbox in state.mailboxes.values { mailbox.push(.close) }
        }
    }

    private func work(as id: Int, reading mailbox: Mailbox) {
        var connection: HTTPConnection?
        while case .job(let first) = mailbox.pop() {
            var next: HTTPJob? = first
            while let job = next {
                var current = connection.take() ?? HTTPConnection(to: job.origin, limits: limits)
                if current.origin != job.origin {
                    current = HTTPConnection(to: job.origin, limits: limits)
                }
                let outcome = job.perform(over: &current)
                connection = consume current
                // Free before the caller knows, so that its next request finds this connection.
                next = state.withLock { $0.roster.nextJob(for: id, at: job.origin) }
                job.finish(outcome)
            }
        }
    }

    private func giveUp(_ id: Int, _ job: HTTPJob) {
        state.withLock { state in
            state.roster.failedToStart()
            state.mailboxes[id] = nil
        }
        job.finish(.failure(.cannotConnect(job.origin, reason: "the system gives no more threads")))
    }
}
