import Synchronization

/// What a process writes: its lines are passed on, and the last 4 KB are kept.
final class SandboxLog: Sendable {
    private struct State {
        var lines = LineSplitter()
        var tail: [UInt8] = []
    }

    private static let tailSize = 4096
    private let state = Mutex(State())
    private let line: @Sendable (String) -> Void

    init(line: @escaping @Sendable (String) -> Void) {
        self.line = line
    }

    func append(_ bytes: [UInt8]) {
        let lines = state.withLock { state in
            state.tail = Array((state.tail + bytes).suffix(Self.tailSize))
            return state.lines.append(bytes)
        }
        for text in lines { line(text) }
    }

    /// The process has ended: what is left is a line too.
    func finish() {
        if let rest = state.withLock({ $0.lines.finish() }) { line(rest) }
    }

    var tail: [UInt8] { state.withLock { $0.tail } }

    func clearTail() {
        state.withLock { $0.tail = [] }
    }
}
