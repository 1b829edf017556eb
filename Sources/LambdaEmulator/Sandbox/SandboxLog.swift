import Synchronization

/// What a process writes, and what is written about it: lines are passed on, and the last 4 KB are
/// kept.
final class SandboxLog: Sendable {
    enum Origin: Sendable {
        case function
        case platform
    }

    private struct State {
        var lines = LineSplitter()
        var tail: [UInt8] = []

        mutating func keep(_ bytes: [UInt8]) {
            tail = Array((tail + bytes).suffix(SandboxLog.tailSize))
        }
    }

    private static let tailSize = 4096
    private let state = Mutex(State())
    private let line: @Sendable (String, Origin) -> Void

    init(line: @escaping @Sendable (String, Origin) -> Void) {
        self.line = line
    }

    /// Takes what the process has written.
    func append(_ bytes: [UInt8]) {
        let lines = state.withLock { state in
            state.keep(bytes)
            return state.lines.append(bytes)
        }
        for text in lines { line(text, .function) }
    }

    /// Adds a line of the platform.
    func write(_ text: String) {
        state.withLock { $0.keep(Array("\(text)\n".utf8)) }
        line(text, .platform)
    }

    /// The process has ended: what is left is a line too.
    func finish() {
        if let rest = state.withLock({ $0.lines.finish() }) { line(rest, .function) }
    }

    var tail: [UInt8] { state.withLock { $0.tail } }

    func clearTail() {
        state.withLock { $0.tail = [] }
    }
}
