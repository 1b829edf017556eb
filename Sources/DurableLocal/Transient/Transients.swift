import DurableExecution
import Synchronization

/// The transient executions of a runtime that have not ended; nobody else knows of them.
final class Transients: Sendable {
    private struct State {
        var running: [ExecutionID: TransientRun] = [:]
        /// Those that the loop has not taken up yet.
        var opened: [TransientRun] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// The one that runs under a name, or a new one.
    ///
    /// - Throws: ``RuntimeStopped`` where nothing more is begun.
    func open(_ id: ExecutionID, _ make: () -> TransientRun) throws(RuntimeStopped) -> TransientRun
    {
        try state.withLock { state throws(RuntimeStopped) in
            if let run = state.running[id] { return run }
            guard !state.isClosed else { throw RuntimeStopped() }
            let run = make()
            state.running[id] = run
            state.opened.append(run)
            return run
        }
    }

    func takeOpened() -> [TransientRun] {
        state.withLock { state in
            defer { state.opened = [] }
            return state.opened
        }
    }

    func remove(_ id: ExecutionID) {
        state.withLock { _ = $0.running.removeValue(forKey: id) }
    }

    subscript(id: ExecutionID) -> TransientRun? { state.withLock { $0.running[id] } }

    var running: [TransientRun] { state.withLock { Array($0.running.values) } }

    var isEmpty: Bool { state.withLock { $0.running.isEmpty } }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Nothing more is begun.
    func close() { state.withLock { $0.isClosed = true } }
}
