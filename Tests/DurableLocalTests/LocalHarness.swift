import DurableLocal
import Synchronization
import Testing

@testable import DurableExecution

/// A clock that stands still until it is told to move.
final class ManualClock: LocalClock {
    private struct State {
        var now = Timestamp(millisecondsSinceEpoch: 1_700_000_000_000)
        var sleepers: [Int: (until: Timestamp, continuation: CheckedContinuation<Void, Never>)] =
            [:]
        var count = 0
        var watchers: [(moment: Timestamp, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var now: Timestamp { state.withLock { $0.now } }

    func sleep(until moment: Timestamp) async throws {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        typealias Watchers = [CheckedContinuation<Void, Never>]
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isOver, seen) = state.withLock { state -> (Bool, Watchers) in
                    guard moment > state.now, !Task.isCancelled else { return (true, []) }
                    state.sleepers[number] = (moment, continuation)
                    let seen = state.watchers.filter { $0.moment == moment }
                    state.watchers.removeAll { $0.moment == moment }
                    return (false, seen.map(\.continuation))
                }
                if isOver { continuation.resume() }
                for watcher in seen { watcher.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: number) }?.continuation.resume()
        }
        try Task.checkCancellation()
    }

    /// Waits until somebody sleeps until a moment.
    func hasSleeper(until moment: Timestamp) async throws {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let isThere = state.sleepers.values.contains { $0.until == moment }
                if !isThere { state.watchers.append((moment, continuation)) }
                return isThere
            }
            if isThere { continuation.resume() }
        }
    }

    func advance(to moment: Timestamp) {
        let woken = state.withLock { state in
            state.now = max(state.now, moment)
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    func advance(by duration: Duration) { advance(to: now.advanced(by: duration)) }
}

/// Counts how often each named thing has happened.
final class Tally: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    @discardableResult
    func count(_ name: String) -> Int {
        counts.withLock { counts in
            counts[name, default: 0] += 1
            return counts[name, default: 0]
        }
    }

    subscript(name: String) -> Int { counts.withLock { $0[name, default: 0] } }
}

/// A machine on which runtimes come and go, with time that moves only when all else rests.
struct LocalHarness {
    let clock = ManualClock()
    let store: LocalStore

    init(_ store: LocalStore = .memory()) {
        self.store = store
    }

    func runtime(
        _ workflows: [HostedWorkflow],
        limits: LocalHost.Limits = LocalHost.Limits()
    ) throws -> LocalRuntime {
        LocalRuntime(
            try LocalHost(workflows, store: store, clock: clock, limits: limits) {
                Issue.record("\($0)")
            }
        )
    }

    /// Serves with one runtime while a body runs.
    func serve<Result: Sendable>(
        _ workflows: HostedWorkflow...,
        limits: LocalHost.Limits = LocalHost.Limits(),
        _ body: @Sendable (LocalRuntime) async throws -> Result
    ) async throws -> Result {
        try await runtime(workflows, limits: limits).run(body)
    }

    /// Lets time pass, from one thing to do to the next, until nothing is left but to wait for somebody.
    func skipTime(_ runtime: LocalRuntime) async {
        while let moment = await runtime.host.rest() { clock.advance(to: moment) }
    }
}
