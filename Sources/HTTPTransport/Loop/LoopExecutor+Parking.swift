import Glibc
import Synchronization

/// Tasks of any executor may wait at a loop; they go on where they belong.
extension LoopExecutor {
    typealias Ticket = LoopAgenda.Ticket
    typealias Wakeup = LoopAgenda.Wakeup
    typealias Instant = LoopAgenda.Instant

    /// Suspends the calling task until a socket is ready.
    func park(
        until deadline: Instant,
        on socket: CInt,
        for readiness: Readiness
    ) async throws(HTTPError) -> Readiness {
        let wakeup = await park { ticket, waiter in
            agenda.withLock { agenda in
                // Under the lock, or the task could go on and close the socket before it is watched.
                poller.watch(socket, for: readiness, ticket)
                return agenda.park(waiter, ticket, until: deadline)
            }
        }
        return try wakeup.readiness(mayHaveBeenSent: true)
    }

    /// Suspends the calling task until somebody wakes it with the ticket that `begin` is given.
    func park(until deadline: Instant, _ begin: (Ticket) -> Void) async throws(HTTPError) {
        let wakeup = await park { ticket, waiter in
            let mustWake = agenda.withLock { $0.park(waiter, ticket, until: deadline) }
            begin(ticket)
            return mustWake
        }
        _ = try wakeup.readiness(mayHaveBeenSent: false)
    }

    /// Lets a parked task go on; false where it goes on already.
    @discardableResult
    func wake(_ ticket: Ticket, _ wakeup: Wakeup) -> Bool {
        guard let waiter = agenda.withLock({ $0.unpark(ticket) }) else { return false }
        waiter.resume(returning: wakeup)
        return true
    }

    private func park(_ begin: (Ticket, LoopAgenda.Waiter) -> Bool) async -> Wakeup {
        let ticket = lastTicket.add(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { waiter in
                if begin(ticket, waiter) { poller.wake() }
                // The handler below may have run before there was a waiter.
                if Task.isCancelled { wake(ticket, .cancelled) }
            }
        } onCancel: {
            wake(ticket, .cancelled)
        }
    }
}

extension LoopAgenda.Wakeup {
    fileprivate func readiness(mayHaveBeenSent: Bool) throws(HTTPError) -> Readiness {
        switch self {
        case .ready(let readiness): return readiness
        case .timedOut: throw .timedOut(mayHaveBeenSent: mayHaveBeenSent)
        case .cancelled: throw .cancelled
        }
    }
}

// MARK: - Which loop

extension LoopExecutor {
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// The loop that the calling thread runs.
    static var current: LoopExecutor? {
        get {
            pthread_getspecific(key).map {
                Unmanaged<LoopExecutor>.fromOpaque($0).takeUnretainedValue()
            }
        }
        set {
            // Whoever runs a loop holds it for as long.
            pthread_setspecific(key, newValue.map { Unmanaged.passUnretained($0).toOpaque() })
        }
    }

    private static let background = Mutex<LoopExecutor?>(nil)

    /// The calling thread's loop if it has one, else the one that serves everybody else, on a thread of
    /// its own; nil where the system has no thread or no descriptor to give.
    static var nearest: LoopExecutor? {
        if let current { return current }
        return background.withLock { background in
            if background == nil, let loop = LoopExecutor(),
                OwnThread.start({ loop.serve() })
            {
                background = loop
            }
            return background
        }
    }
}
