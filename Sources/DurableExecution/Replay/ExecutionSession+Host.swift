/// What a host that stays can ask of a session besides.
extension ExecutionSession {
    /// Takes in what has happened outside, and lets timers fire, while the workflow runs.
    ///
    /// A session at rest is left alone: its host finds what has happened.
    package func refresh() {
        let isRunning = change { state in
            guard state.end == nil, state.running > 0 else { return false }
            state.running += 1
            return true
        }
        guard isRunning else { return }
        spawn { [self] in
            await record(nil)
            leave()
        }
    }

    /// Lets the steps that run come to their end, and begins nothing more: another process carries on.
    package func drain() { change { $0.isDraining = true } }

    /// Whether a branch could have gone on, but for the draining.
    package var hasStoppedShort: Bool { change { $0.hasStoppedShort } }

    /// Gives up: nothing more is recorded, and nothing is kept but the tasks of parked branches.
    ///
    /// Such a task cannot be ended, since no code of the workflow may run past a suspension.
    package func abandon() {
        endObservation()
        end(.superseded)
        change { state in
            state.port = nil
            state.parked = [:]
            state.journal = Journal([])
        }
    }

    var isCautious: Bool { change { $0.isCautious } }

    var isDraining: Bool { change { $0.isDraining } }

    /// Whether an update may be recorded: a session that drains only records ends.
    func begins(_ update: OperationUpdate) -> Bool {
        let isRefused = update.action == .start && isDraining
        if isRefused { change { $0.hasStoppedShort = true } }
        return !isRefused
    }

    func stopShort() async {
        change { $0.hasStoppedShort = true }
        let _: Void = await never()
    }
}
