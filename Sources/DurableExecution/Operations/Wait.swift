extension WorkflowContext {
    /// Lets time pass, with no process while it does.
    ///
    /// Durations are kept in whole seconds, rounded up: from one second to 366 days.
    public func wait(_ name: String, for duration: Duration) async throws {
        guard (.seconds(1)...(.days(366))).contains(duration) else {
            throw InvalidOperation(
                "'\(name)' cannot wait for \(duration): use one second to 366 days."
            )
        }
        let request = try next(name, .wait, .wait)
        while true {
            switch await session.state(of: request) {
            case nil: await session.commit(request.update(.startWait(duration)))
            case .wait(.started): await session.park(on: request.id)
            default: return
            }
        }
    }
}
