import DurableExecution

/// Pausing, and going on.
extension HostedExecution {
    var isRunning: Bool { if case .running = state { true } else { false } }

    mutating func pause(_ request: PauseRequest, at now: Timestamp) throws(ServiceError) {
        guard !record.isEnded, pause == nil else {
            throw .resourceConflict("The execution is \(status.rawValue) and cannot be paused.")
        }
        pause = Pause(requestedAt: now, request: request)
        notePause(at: now)
    }

    /// The pause begins when no invocation runs any more.
    mutating func notePause(at now: Timestamp) {
        guard let pause, !isRunning, !record.isEnded else { return }
        record.note(
            .executionPaused(
                requestedAt: pause.requestedAt,
                reason: pause.request.reason,
                pausesTimeout: pause.request.pausesTimeout ?? true
            ),
            at: now
        )
    }

    mutating func unpause(
        _ request: ResumeRequest,
        at now: Timestamp
    ) throws(ServiceError) -> [Action] {
        guard let pause, !record.isEnded else {
            throw .resourceConflict("The execution is \(status.rawValue) and cannot be resumed.")
        }
        self.pause = nil
        if pause.request.pausesTimeout ?? true {
            deadline = deadline?.advanced(by: pause.requestedAt.duration(to: now))
        }
        record.note(.executionResumed(requestedAt: now, reason: request.reason), at: now)
        return pause.isOwedInvocation && !isRunning ? run(at: now) : resume(at: now)
    }

    /// When the execution times out, which it does not while that is paused.
    var timeout: Timestamp? {
        pause.map { $0.request.pausesTimeout ?? true } == true ? nil : deadline
    }
}
