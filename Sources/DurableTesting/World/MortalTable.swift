import DurableExecution
import Synchronization

/// The table as a process sees it that dies at a checkpoint, once.
struct MortalTable: LogTable {
    let table: InMemoryLog
    let fate: Fate

    func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        let checkpoint = fate.next()
        try fate.strike(.before(checkpoint: checkpoint))
        let answer = try table.append(entry, at: sequence, of: execution, showing: head)
        try fate.strike(.after(checkpoint: checkpoint))
        return answer
    }

    func read(_ execution: ExecutionID) -> [LogEntry] { table.read(execution) }
}

/// When a process is to die, and how far it has come.
final class Fate: Sendable {
    private struct State {
        var checkpoints = 0
        var crash: Crash?
    }

    private let state = Mutex(State())

    /// How many checkpoints there were.
    var checkpoints: Int { state.withLock { $0.checkpoints } }

    func decide(_ crash: Crash) { state.withLock { $0.crash = crash } }

    func next() -> Int {
        state.withLock { state in
            state.checkpoints += 1
            return state.checkpoints
        }
    }

    func strike(_ moment: Crash) throws(ProcessDied) {
        let isNow = state.withLock { state in
            guard state.crash == moment else { return false }
            state.crash = nil
            return true
        }
        if isNow { throw ProcessDied() }
    }
}

/// The process that ran the execution is no more.
struct ProcessDied: Error {}
