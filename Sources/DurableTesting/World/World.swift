import DurableExecution
import Synchronization

/// Everything around the executions of a test: the table they are in, a host for them, and time that
/// moves only when all else rests.
final class World: Sendable {
    let clock = SkippedClock()
    let replacements = Replacements()
    let fate = Fate()
    private let table = InMemoryLog()
    /// How those outside see the table.
    let store: ExecutionStore
    private let workflows: HostedWorkflows
    private let nonces = Mutex(0)

    init(_ workflows: [HostedWorkflow]) {
        let substitute = replacements.substitute
        self.workflows = HostedWorkflows(workflows.map { $0.with(substitute) })
        store = Self.store(table, clock) { "outside" }
    }

    private static func store(
        _ table: any LogTable,
        _ clock: SkippedClock,
        nonce: @escaping @Sendable () -> String
    ) -> ExecutionStore {
        // The same run gives the same tokens, so that its history can be compared with a file.
        ExecutionStore(
            table,
            code: { place, _ in place },
            now: { clock.now },
            nonce: nonce,
            // There is one process, and it has died where somebody else is asked to carry on.
            isAlive: { _, _ in false }
        )
    }

    private var host: ExecutionHost {
        ExecutionHost(
            of: workflows,
            in: Self.store(MortalTable(table: table, fate: fate), clock) { [self] in nonce() },
            wakeUps: self,
            functions: self
        )
    }

    private func nonce() -> String {
        nonces.withLock { nonces in
            nonces += 1
            return "\(nonces)"
        }
    }

    /// Nobody is told to hurry.
    private var deadline: Timestamp { clock.now.advanced(by: .days(1)) }
}

// MARK: - Running

extension World {
    func start(_ workflow: String, _ name: ExecutionName, input: String) async throws {
        try await surviving {
            _ = try await host.start(workflow, name: name, input: input, until: deadline)
        }
    }

    /// Runs until nothing moves on but by somebody outside, or by time that was to be waited for in
    /// vain.
    func untilBlocked() async throws {
        while let next = earliest {
            if next.due > clock.now {
                guard let moment = try await soonestTimer(at: next.due) else { return }
                clock.advance(to: moment)
            }
            try await surviving { _ = try await host.wake(next.id, until: deadline) }
        }
    }

    /// Lets what is due next expire.
    func expire() async throws {
        try await untilBlocked()
        guard let next = earliest else { throw TestRunError.nothingExpires }
        clock.advance(to: next.due)
        try await surviving { _ = try await host.wake(next.id, until: deadline) }
    }

    /// Where the process dies, the next one carries on.
    private func surviving(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch is ProcessDied {
            try await body()
        }
    }

    private var earliest: (id: ExecutionID, due: Timestamp)? {
        let first = table.due(by: .distantFuture, of: workflows.names, limit: 1).first
        return first.flatMap { head in head.due.map { (head.id, $0) } }
    }

    /// A moment, if something ends by itself then: a wait, or the time before another attempt.
    private func soonestTimer(at moment: Timestamp) async throws -> Timestamp? {
        for head in table.due(by: moment, of: workflows.names, limit: .max) {
            let record = try await store.record(of: head.id.rawValue)
            let isTimer = record?.operations.contains { $0.type != .callback && $0.timer == moment }
            if isTimer == true { return moment }
        }
        return nil
    }
}

// MARK: - What there is

extension World {
    /// Every execution, in the order in which they were started.
    var executions: [ExecutionID] {
        var query = HeadQuery()
        query.limit = .max
        return table.heads(query).reversed().map(\.id)
    }

    func record(of id: ExecutionID) async throws -> ExecutionRecord {
        guard let record = try await store.record(of: id.rawValue) else {
            throw TestRunError.notStarted
        }
        return record
    }
}

// MARK: - What hosts ask for

extension World: WakeUpPort {
    /// The table says when there is something to do.
    func wake(_ execution: ExecutionID, after delay: Duration) {}
}

extension World: FunctionPort {
    func call(
        _ function: String,
        input: String?,
        for caller: StartOptions.Parent
    ) async throws {
        guard let body = replacements.function(function) else { return }
        let outcome: ExecutionOutcome
        do {
            outcome = .succeeded(result: try await body(input))
        } catch {
            outcome = .failed(ErrorObject(error))
        }
        try await store.tell(caller.execution, .invoked(caller.operation, outcome))
    }
}
