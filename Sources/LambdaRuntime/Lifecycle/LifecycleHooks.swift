import HTTPTransport
import Synchronization

/// What the program wants done at the turns of its process's life.
final class LifecycleHooks: Sendable {
    typealias Hook = @Sendable () async throws -> Void
    typealias ShutdownHook = @Sendable () async -> Void

    private struct State {
        var beforeSnapshot: [Hook] = []
        var afterRestore: [Hook] = []
        var onShutdown: [ShutdownHook] = []
        var listensForShutdown = false
    }

    /// The hooks of this process.
    static let process = LifecycleHooks()

    private let state = Mutex(State())

    func addBeforeSnapshot(_ hook: @escaping Hook) {
        state.withLock { $0.beforeSnapshot.append(hook) }
    }

    func addAfterRestore(_ hook: @escaping Hook) {
        state.withLock { $0.afterRestore.append(hook) }
    }

    func addOnShutdown(_ hook: @escaping ShutdownHook) {
        state.withLock { $0.onShutdown.append(hook) }
    }

    /// What was set up last is put away first.
    func runBeforeSnapshot() async throws {
        for hook in state.withLock({ $0.beforeSnapshot }).reversed() { try await hook() }
    }

    func runAfterRestore() async throws {
        for hook in state.withLock({ $0.afterRestore }) { try await hook() }
    }

    /// What was set up last is put away first.
    func runOnShutdown() async {
        for hook in state.withLock({ $0.onShutdown }).reversed() { await hook() }
    }

    /// Starts listening once, and only if somebody wants to hear of the end.
    func listenForShutdown(at origin: Origin) {
        let mustStart = state.withLock { state in
            guard !state.onShutdown.isEmpty, !state.listensForShutdown else { return false }
            state.listensForShutdown = true
            return true
        }
        if mustStart { Shutdown.listen(at: origin, running: runOnShutdown) }
    }
}
