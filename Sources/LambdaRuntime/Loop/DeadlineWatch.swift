import HTTPTransport
import Synchronization

/// Cancels tasks whose time is up.
///
/// Its thread sleeps until the earliest time it knows of, not until the current invocation's: as
/// long as deadlines only move on, an invocation costs no wake-up.
final class DeadlineWatch: Sendable {
    typealias Work = Task<Void, Never>
    typealias Instant = ContinuousClock.Instant

    private struct State {
        var watched: [ObjectIdentifier: (work: Work, time: Instant)] = [:]
        var isRunning = false
        var wakesAt: Instant?

        var earliest: Instant? { watched.values.map(\.time).min() }
    }

    private let state = Mutex(State())
    private let bell = BlockingQueue<Void>()

    /// Cancels `work` at `time`, unless `owner` forgets it before; each owner has one work at most.
    func watch(_ work: Work, until time: Instant, for owner: AnyObject) {
        let (mustStart, mustRing) = state.withLock { state in
            state.watched[ObjectIdentifier(owner)] = (work, time)
            defer { state.isRunning = true }
            return (!state.isRunning, state.wakesAt.map { time < $0 } ?? true)
        }
        if mustStart {
            // Without a thread nothing is cancelled; Lambda's own time-out is still there.
            _ = OwnThread.start { self.cancelForEver() }
        } else if mustRing {
            bell.push(())
        }
    }

    func forget(_ owner: AnyObject) {
        state.withLock { _ = $0.watched.removeValue(forKey: ObjectIdentifier(owner)) }
    }

    private func cancelForEver() -> Never {
        while true {
            let (due, wakesAt) = takeDue(at: .now)
            for work in due { work.cancel() }
            _ = bell.pop(before: wakesAt)
        }
    }

    private func takeDue(at now: Instant) -> (due: [Work], wakesAt: Instant?) {
        state.withLock { state in
            let due = state.watched.filter { $0.value.time <= now }
            for owner in due.keys { state.watched[owner] = nil }
            state.wakesAt = state.earliest
            return (due.values.map(\.work), state.wakesAt)
        }
    }
}
