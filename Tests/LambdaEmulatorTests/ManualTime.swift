import DurableExecution
import Synchronization

@testable import LambdaEmulator

/// A clock that stands still until a test moves it.
final class ManualTime: Timekeeper {
    private struct State {
        var now = Timestamp(millisecondsSinceEpoch: 1_000_000)
        var lastSleeper = 0
        var sleepers: [Int: Sleeper] = [:]
    }

    private struct Sleeper {
        let moment: Timestamp
        let continuation: CheckedContinuation<Bool, Never>
    }

    private let state = Mutex(State())

    var now: Timestamp { state.withLock { $0.now } }

    func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let now = state.now
            let due = state.sleepers.filter { $0.value.moment <= now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for sleeper in woken { sleeper.resume(returning: true) }
    }

    func sleep(until moment: Timestamp) async throws(CancellationError) {
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
        let isDue = state.withLock { state -> Bool? in
            if moment <= state.now { return true }
            if Task.isCancelled { return false }
            state.sleepers[id] = Sleeper(moment: moment, continuation: continuation)
            return nil
        }
        if let isDue { continuation.resume(returning: isDue) }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
        sleeper?.continuation.resume(returning: false)
    }
}

extension Timekeeper where Self == ManualTime {
    static var manual: ManualTime { ManualTime() }
}
