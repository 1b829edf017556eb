import Glibc

/// What goes into the function's log: standard output and standard error.
package enum Console {
    /// Hands on what the handler printed: the process may be frozen or killed once it has answered.
    static func flush() {
        fflush(nil)
    }

    /// The runtime's own words.
    package static func report(_ message: String) {
        let line = Array("perdure: \(message)\n".utf8)
        // Nobody can be told that standard error is closed.
        _ = write(STDERR_FILENO, line, line.count)
    }
}
