import DurableExecution

/// Carries one execution on until it rests again.
extension LocalHost {
    func attempt(_ id: ExecutionID, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            report("Execution \(id.rawValue) cannot be carried on, and is tried again: \(error)")
            let held = state.withLock { state in
                defer { state.roster.giveUp(id, at: clock.now) }
                return state.roster[id]
            }
            held?.session.abandon()
            bell.ring()
        }
    }

    func takeOver(_ id: ExecutionID) async throws {
        guard case .owned(let log) = try await store.resume(id, as: owner) else {
            return release(id)
        }
        guard log.interruptions <= limits.interruptions else {
            return try await end(log, .interrupted)
        }
        try await run(log)
    }

    func run(_ log: OwnedLog) async throws {
        let id = log.start.execution
        let workflow = try workflows.code(for: log.start)
        try await family.makeUp(for: log)
        let session = try await ExecutionSession(
            of: id.rawValue,
            port: HostedPort(log, of: family, limits: limits.operations, report: report) {
                [self] in note($0.nextTimer, of: id)
            },
            token: log.token,
            now: store.now,
            followsInterruption: log.interruptions > 0,
            operationLimit: limits.operations.limit,
            trace: log.start.options.trace,
            sleep: { [clock] in try await clock.sleep(until: clock.now.advanced(by: $0)) }
        )
        let held = Held(id: id, log: log, session: session)
        let isStopping = state.withLock { state in
            state.roster.run(held, id)
            return state.phase == .stopping
        }
        if isStopping { session.drain() }
        note(log.nextTimer, of: id)
        session.start(workflow)
        try await carryOn(held)
    }

    func resume(_ held: Held) async throws {
        state.withLock { $0.roster.run(held, held.id) }
        held.session.absorb(try await held.log.resume())
        try await carryOn(held)
    }

    private func carryOn(_ held: Held) async throws {
        while true {
            switch await held.session.settlement() {
            case .ended(let outcome): return try await end(held.log, outcome)
            case .superseded: return release(held.id)
            case .failed(let error): throw error
            case .blocked:
                guard !held.session.hasStoppedShort else { return release(held.id) }
                guard let news = try await held.log.suspend() else { return park(held) }
                held.session.absorb(news)
            }
        }
    }

    private func park(_ held: Held) {
        let (dropped, mustLook) = state.withLock { state in
            let (dropped, hasNews) = state.roster.park(held, held.id)
            return (dropped, hasNews || state.isWatched)
        }
        dropped?.session.abandon()
        let isSoon = held.log.nextTimer.map { $0 < clock.now.advanced(by: Schedule.safety) }
        if mustLook || isSoon == true { bell.ring() }
        announcements.announce(held.id)
    }

    private func end(_ log: OwnedLog, _ outcome: ExecutionOutcome) async throws {
        let id = log.start.execution
        if case .recorded = try await log.end(outcome), !log.isSettled {
            try await family.settle(id)
        }
        release(id)
    }
}
