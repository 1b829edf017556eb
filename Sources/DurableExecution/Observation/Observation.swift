/// What a session tells the observers of its workflow.
struct Observation: Sendable {
    let run: ObservedRun
    private let observers: [any ObserverPort]
    private let endings: [@Sendable (ObservedRun.End) -> Void]
    /// Operations whose end has been told, now or in an earlier run.
    private var told: Set<OperationID>

    /// Begins a run that finds these operations recorded.
    init(_ observers: [any ObserverPort], _ run: ObservedRun, recorded: some Sequence<Operation>) {
        self.observers = observers
        self.run = run
        // What ends by somebody else's hand may have ended since the last run.
        told = Set(recorded.filter { $0.isEnded && !$0.endsOutside }.map(\.id))
        endings = observers.map { $0.began(run) }
    }

    /// The store says that operations have changed.
    mutating func changed(_ operations: [Operation]) {
        for operation in operations where operation.isEnded { tell(operation) }
    }

    /// The workflow's code comes past an operation; after the last one that is recorded in its branch, no
    /// earlier run has done so.
    mutating func passed(_ operation: Operation, isLast: Bool) {
        guard operation.endsOutside else { return }
        if isLast { tell(operation) } else { told.insert(operation.id) }
    }

    private mutating func tell(_ operation: Operation) {
        guard operation.type != .execution, told.insert(operation.id).inserted else { return }
        for observer in observers { observer.ended(operation, in: run) }
    }

    func end(_ end: ObservedRun.End) {
        for ending in endings { ending(end) }
    }
}

/// What a context needs to have attempts observed.
struct ObservedAttempts: Sendable {
    let run: ObservedRun
    let observers: [any ObserverPort]

    /// Makes an attempt inside of every observer.
    func make<Result: Sendable>(
        _ name: String,
        _ operation: OperationID,
        _ number: Int,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let attempt = ObservedAttempt(run: run, operation: operation, name: name, number: number)
        return try await make(attempt, observers[...], body)
    }

    private func make<Result: Sendable>(
        _ attempt: ObservedAttempt,
        _ observers: ArraySlice<any ObserverPort>,
        _ body: () async throws -> Result
    ) async throws -> Result {
        guard let first = observers.first else { return try await body() }
        return try await first.attempt(attempt) {
            try await make(attempt, observers.dropFirst(), body)
        }
    }
}

extension WorkflowContext {
    /// Makes an attempt, inside of those who observe it.
    ///
    /// Once in a bootstrap, not in each of the many copies that the optimiser makes of what calls it.
    @inline(never)
    func observed<Result: Sendable>(
        _ name: String,
        _ operation: OperationID,
        _ number: Int,
        _ body: () async throws -> Result
    ) async throws -> Result {
        guard let attempts = surroundings.attempts else { return try await body() }
        return try await attempts.make(name, operation, number, body)
    }

    /// The code of this branch comes past an operation that has ended.
    @inline(never)
    func pass(_ operation: Operation, endedAt end: Timestamp) {
        moment = max(moment, end)
        guard surroundings.attempts != nil else { return }
        session.tellObservers(ofPassed: operation, isLast: upcoming == nil)
    }
}

extension Operation {
    fileprivate var isEnded: Bool { status.isFinal }

    /// Time or somebody outside ends it.
    fileprivate var endsOutside: Bool {
        switch state {
        case .wait, .callback, .invoke: true
        case .execution, .context, .step: false
        }
    }
}
