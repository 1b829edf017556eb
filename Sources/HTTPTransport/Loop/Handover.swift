import Synchronization

/// Hands a value to a task that is parked for it.
final class Handover<Value: Sendable>: Sendable {
    private let loop: LoopExecutor
    private let ticket: LoopExecutor.Ticket
    private let value = Mutex<Value?>(nil)

    init(at loop: LoopExecutor, _ ticket: LoopExecutor.Ticket) {
        self.loop = loop
        self.ticket = ticket
    }

    /// False where the task waits no more.
    @discardableResult
    func give(_ value: Value) -> Bool {
        self.value.withLock { $0 = value }
        return loop.wake(ticket, .ready([]))
    }

    fileprivate func take() -> Value? {
        value.withLock { $0.take() }
    }
}

extension LoopExecutor {
    /// Suspends the calling task until it is given the value that `begin` asks for.
    func receive<Value: Sendable>(
        until deadline: Instant,
        _ begin: (Handover<Value>) -> Void
    ) async throws(HTTPError) -> Value {
        var handover: Handover<Value>?
        try await park(until: deadline) { ticket in
            let new = Handover<Value>(at: self, ticket)
            handover = new
            begin(new)
        }
        guard let value = handover?.take() else { throw .timedOut(mayHaveBeenSent: false) }
        return value
    }
}
