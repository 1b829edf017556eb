import Glibc
import Logging
import Synchronization

/// Where log lines go: standard error, or frames to the descriptor that Lambda gave us.
final class LogOutput: Sendable {
    enum Channel: Sendable {
        /// A line ends with a newline.
        case lines(CInt)
        /// A frame holds one event, newlines and all.
        case frames(CInt)
    }

    /// Takes the descriptor of `_LAMBDA_TELEMETRY_LOG_FD`, which is then no longer in the environment: it is
    /// for nobody else, least of all for a child process.
    static let ofProcess: LogOutput = {
        let name = "_LAMBDA_TELEMETRY_LOG_FD"
        guard let text = getenv(name), let descriptor = CInt(String(cString: text)) else {
            return LogOutput(.lines(STDERR_FILENO))
        }
        unsetenv(name)
        return LogOutput(.frames(descriptor))
    }()

    private let channel: Channel
    /// Keeps the bytes of one event together where several tasks write.
    private let turn = Mutex(())

    init(_ channel: Channel) {
        self.channel = channel
    }

    func write(_ line: LogLine, as format: LogFormat) {
        let text = format == .json ? line.json : line.text
        switch channel {
        case .lines(let descriptor):
            write(Array((text.onOneLine + "\n").utf8), to: descriptor)
        case .frames(let descriptor):
            let frame = TelemetryFrame(text, format, line.event.level, line.time)
            write(frame.bytes, to: descriptor)
        }
    }

    private func write(_ bytes: [UInt8], to descriptor: CInt) {
        turn.withLock { _ in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                // Nobody can be told that the log is closed.
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}

extension String {
    /// The text as one event of the log: a newline would begin another, a carriage return shows as a new line.
    fileprivate var onOneLine: String {
        guard utf8.contains(UInt8(ascii: "\n")) else { return self }
        let bytes = utf8.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "\r") : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
