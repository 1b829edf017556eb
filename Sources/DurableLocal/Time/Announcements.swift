import DurableExecution
import Synchronization

/// Tells those who watch an execution that it may have changed.
final class Announcements: Sendable {
    private struct State {
        var listeners: [ExecutionID: [Int: AsyncStream<Void>.Continuation]] = [:]
        var count = 0
        var isOver = false
    }

    private let state = Mutex(State())

    /// Yields at once, and whenever the execution may have changed; ends with the runtime.
    func changes(of execution: ExecutionID) -> AsyncStream<Void> {
        let (stream, listener) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let number = state.withLock { state -> Int? in
            guard !state.isOver else { return nil }
            state.count += 1
            state.listeners[execution, default: [:]][state.count] = listener
            return state.count
        }
        listener.yield()
        guard let number else {
            listener.finish()
            return stream
        }
        listener.onTermination = { [weak self] _ in self?.forget(number, of: execution) }
        return stream
    }

    private func forget(_ number: Int, of execution: ExecutionID) {
        state.withLock { state in
            state.listeners[execution]?[number] = nil
            if state.listeners[execution]?.isEmpty == true { state.listeners[execution] = nil }
        }
    }

    func announce(_ execution: ExecutionID) {
        let listeners = state.withLock { Array(($0.listeners[execution] ?? [:]).values) }
        for listener in listeners { listener.yield() }
    }

    /// Any execution may have changed.
    func announceAll() {
        for listener in everybody { listener.yield() }
    }

    /// Nothing will be announced any more.
    func end() {
        state.withLock { $0.isOver = true }
        for listener in everybody { listener.finish() }
    }

    private var everybody: [AsyncStream<Void>.Continuation] {
        state.withLock { $0.listeners.values.flatMap(\.values) }
    }
}
