import Glibc

/// Lines for whoever operates the process.
enum StandardError {
    static func write(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        // There is nobody to tell that it failed.
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
