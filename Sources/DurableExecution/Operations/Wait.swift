public import FoundationEssentials

extension WorkflowContext {
    /// Lets time pass, with no process while it does.
    ///
    /// Durations are kept in whole seconds, rounded up: from one second to 366 days.
    public func wait(_ name: String, for duration: Duration) async throws {
        guard !isTransient else {
            try WaitLength.validate(duration, name)
            _ = nextID()
            return try await pause(for: duration)
        }
        let request = try next(name, .wait, .wait)
        while true {
            switch try await state(of: request) {
            case nil:
                try WaitLength.validate(duration, name)
                await commit(request.update(.startWait(duration)))
            case .wait(.started): await session.park(on: request.id)
            case .wait(.cancelled):
                if let cancellation = session.cancellation { throw cancellation }
                return
            default: return
            }
        }
    }

    /// Waits for a moment, with no process until it has come.
    ///
    /// The moment must lie after what the workflow knows as ``now``. One that has passed since then
    /// takes the shortest wait there is, one second: every run takes the same turn, whenever it comes
    /// here.
    public func wait(_ name: String, until moment: Date) async throws {
        guard moment > now else {
            throw InvalidOperation("'\(name)' cannot wait until \(moment): it is in the past.")
        }
        try WaitLength.validate(max(self.moment.duration(to: Timestamp(moment)), .seconds(1)), name)
        // Only the first run reads the clock; a replay finds the wait recorded.
        let isRecorded = upcoming != nil
        let duration = isRecorded ? .seconds(1) : session.now.duration(to: Timestamp(moment))
        try await wait(name, for: max(duration, .seconds(1)))
    }
}

/// Source: Lambda API reference, `WaitOptions` (1 to 31,622,400 seconds).
private enum WaitLength {
    static func validate(_ duration: Duration, _ name: String) throws(InvalidOperation) {
        guard (.seconds(1)...(.days(366))).contains(duration) else {
            throw InvalidOperation(
                "'\(name)' cannot wait for \(duration): use one second to 366 days."
            )
        }
    }
}
