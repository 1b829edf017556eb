import Glibc

/// Where the runtime itself speaks; Lambda takes standard error into the function's log.
enum Console {
    static func report(_ message: String) {
        let line = Array("perdure: \(message)\n".utf8)
        // Nobody can be told that standard error is closed.
        _ = write(STDERR_FILENO, line, line.count)
    }
}
