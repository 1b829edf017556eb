import Foundation
import Synchronization

/// What people see of a command that goes on: whole lines in order, whatever thread they come from,
/// and on a terminal one more below them that changes in place.
enum Console {
    private static let status = Mutex("")

    static func say(_ line: String) {
        write(line, to: .standardOutput)
    }

    /// A question, behind which the answer is typed.
    static func ask(_ question: String) {
        FileHandle.standardError.write(Data(question.utf8))
    }

    /// What is no result, on standard error.
    static func note(_ line: String) {
        write(line, to: .standardError)
    }

    /// What went wrong, on standard error.
    static func complain(_ text: String) {
        note("\(Terminal.errors.text("Error:", .red)) \(text)")
    }

    /// Replaces the line below all others, which only a terminal shows.
    static func show(status text: String) {
        guard Terminal.errors.isInteractive else { return }
        status.withLock { status in
            erase(status)
            status = String(text.prefix(Terminal.errors.width - 1))
            draw(status)
        }
    }

    private static func write(_ line: String, to output: FileHandle) {
        status.withLock { status in
            erase(status)
            output.write(Data("\(line)\n".utf8))
            draw(status)
        }
    }

    private static func erase(_ status: String) {
        if !status.isEmpty { draw("\r\u{1B}[K") }
    }

    private static func draw(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
