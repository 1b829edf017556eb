import HTTPTransport
import Synchronization

/// Cancels tasks whose time is up.
///
/// Its thread sleeps until the earliest time it knows of, not until the current invocation's: as
/// long as deadlines only move on, an invocation costs no wake-up.
final class DeadlineWatch: Sendable {
    typealias Work = Task<Void, Never>
    typealias Instant = ContinuousClock.Instant

    private struct Watched {
        let owner: ObjectIdentifier
        let work: Work
        let time: Instant
    }

    private struct State {
        // A list: the first dictionary of a process looks at every conformance there is, which
        // would double the time of a cold start and its memory.
        var watched: [Watched] = []
        var isRunning = false
        var wakesAt: Instant?
    }

    private let state = Mutex(State())
    private let bell = Bell()

    /// Cancels `work` at `time`, unless `owner` forgets it before; each owner has one work at most.
    func watch(_ work: Work, until time: Instant, for owner: AnyObject) {
        let watched = Watched(owner: ObjectIdentifier(owner), work: work, time: time)
        let (mustStart, mustRing) = state.withLock { state in
            state.watched.append(watched)
            defer { state.isRunning = true }
            return (!state.isRunning, state.wakesAt.map { time < $0 } ?? true)
        }
        if mustStart {
            // Without a thread nothing is cancelled; Lambda's own time-out is still there.
            if let bell { _ = OwnThread.start { self.cancelForEver(bell) } }
        } else if mustRing {
            bell?.ring()
        }
    }

    func forget(_ owner: AnyObject) {
        state.withLock { $0.watched.removeAll { $0.owner == ObjectIdentifier(owner) } }
    }

    private func cancelForEver(_ bell: Bell) -> Never {
        while true {
            let (due, wakesAt) = takeDue(at: .now)
            for watched in due { watched.work.cancel() }
            bell.wait(until: wakesAt)
        }
    }

    private func takeDue(at now: Instant) -> (due: [Watched], wakesAt: Instant?) {
        state.withLock { state in
            let due = state.watched.filter { $0.time <= now }
            state.watched.removeAll { $0.time <= now }
            state.wakesAt = state.watched.lazy.map(\.time).min()
            return (due, state.wakesAt)
        }
    }
}
