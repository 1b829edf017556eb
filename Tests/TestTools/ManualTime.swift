package import DurableExecution
import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualTime: Timekeeper {
    private struct State {
        var now = Timestamp(millisecondsSinceEpoch: 1_700_000_000_000)
        var lastSleeper = 0
        var sleepers: [Int: Sleeper] = [:]
        var watchers: [Watcher] = []
    }

    private struct Sleeper {
        let moment: Timestamp
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Watcher {
        let moment: Timestamp
        let continuation: CheckedContinuation<Void, Never>
    }

    private let state = Mutex(State())

    package init() {}

    package var now: Timestamp { state.withLock { $0.now } }

    package func advance(by duration: Duration) { advance(to: now.advanced(by: duration)) }

    /// It never goes back.
    package func advance(to moment: Timestamp) {
        let woken = state.withLock { state in
            state.now = max(state.now, moment)
            let now = state.now
            let due = state.sleepers.filter { $0.value.moment <= now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for sleeper in woken { sleeper.resume(returning: true) }
    }

    /// Waits until somebody sleeps until a moment.
    package func hasSleeper(until moment: Timestamp) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let isThere = state.sleepers.values.contains { $0.moment == moment }
                if !isThere {
                    state.watchers.append(Watcher(moment: moment, continuation: continuation))
                }
                return isThere
            }
            if isThere { continuation.resume() }
        }
    }
}

// MARK: - Sleepers

extension ManualTime {
    package func sleep(until moment: Timestamp) async throws(CancellationError) {
        let id = state.withLock { state in
            state.lastSleeper += 1
            return state.lastSleeper
        }
        let isDue = await withTaskCancellationHandler {
            await withCheckedContinuation { add($0, id, until: moment) }
        } onCancel: {
            cancel(id)
        }
        guard isDue else { throw CancellationError() }
    }

    private func add(
        _ continuation: CheckedContinuation<Bool, Never>,
        _ id: Int,
        until moment: Timestamp
    ) {
        let (isDue, watchers) = state.withLock { state -> (Bool?, [Watcher]) in
            if moment <= state.now { return (true, []) }
            if Task.isCancelled { return (false, []) }
            state.sleepers[id] = Sleeper(moment: moment, continuation: continuation)
            let watchers = state.watchers.filter { $0.moment == moment }
            state.watchers.removeAll { $0.moment == moment }
            return (nil, watchers)
        }
        if let isDue { continuation.resume(returning: isDue) }
        for watcher in watchers { watcher.continuation.resume() }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
        sleeper?.continuation.resume(returning: false)
    }
}
