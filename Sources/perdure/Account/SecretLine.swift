import Foundation

/// A line that somebody types at the terminal without seeing it, wherever standard input comes from.
enum SecretLine {
    enum Answer {
        case line(String)
        case interrupted
        case noTerminal
    }

    /// Blocks until the line is complete.
    static func ask(_ question: String) -> Answer {
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return .noTerminal }
        defer { close(terminal) }
        var settings = termios()
        guard tcgetattr(terminal, &settings) == 0 else { return .noTerminal }
        let interrupt = settings[VINTR]
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
        // It ends the line rather than this process, which must show what is typed again first.
        silent[VEOL] = interrupt
        tcsetattr(terminal, TCSAFLUSH, &silent)
        write(question, to: terminal)
        let line = line(from: terminal)
        tcsetattr(terminal, TCSAFLUSH, &settings)
        write("\n", to: terminal)
        guard let last = line.last, last != interrupt else {
            kill(getpid(), SIGINT)
            return .interrupted
        }
        return .line(
            String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        )
    }

    private static func write(_ text: String, to terminal: Int32) {
        FileHandle(fileDescriptor: terminal, closeOnDealloc: false).write(Data(text.utf8))
    }

    /// What a terminal gives at once is a line.
    private static func line(from terminal: Int32) -> ArraySlice<UInt8> {
        var buffer = [UInt8](repeating: 0, count: 4096)
        var count: Int
        repeat {
            count = read(terminal, &buffer, buffer.count)
        } while count < 0 && errno == EINTR
        return buffer.prefix(max(0, count))
    }
}

extension termios {
    /// The character of a function, such as `VINTR`.
    fileprivate subscript(function: Int32) -> cc_t {
        get { withUnsafeBytes(of: c_cc) { $0[Int(function)] } }
        set { withUnsafeMutableBytes(of: &c_cc) { $0[Int(function)] = newValue } }
    }
}
