import DurableExecution
import Synchronization

/// Tells the one who waits at it that there is something to do.
final class Doorbell: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let waiter = state.withLock { state in
            state.isRung = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Returns when it is rung, at once if it has been since it was last taken.
    private func wait() async {
        await withCheckedContinuation { continuation in
            let isRung = state.withLock { state in
                if !state.isRung { state.waiter = continuation }
                return state.isRung
            }
            if isRung { continuation.resume() }
        }
    }

    /// Whether it has been rung since this was last asked.
    func takeRing() -> Bool {
        state.withLock { state in
            defer { state.isRung = false }
            return state.isRung
        }
    }

    var isRung: Bool { state.withLock { $0.isRung } }

    /// Returns at a moment, or when it is rung.
    func wait(until moment: Timestamp, _ clock: some Timekeeper) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                // Cancelled when it has been rung before.
                try? await clock.sleep(until: moment)
                self.wake()
            }
            await wait()
            group.cancelAll()
        }
    }

    /// Ends the wait without counting as a ring.
    private func wake() {
        state.withLock { $0.waiter.take() }?.resume()
    }
}
