import Glibc
import Synchronization

/// `_X_AMZN_TRACE_ID`, where X-Ray's SDKs look for the trace of the invocation.
///
/// `setenv` keeps every value for ever, since somebody may still hold it. This one overwrites the
/// same few bytes, so that a hundred thousand invocations take no more memory than one.
enum TraceVariable {
    private static let assignment = "_X_AMZN_TRACE_ID="
    private static let capacity = 1024

    /// The environment keeps these bytes until the process ends.
    private struct Entry: @unchecked Sendable {
        // Sendable, because the mutex below guards the only access.
        let bytes: UnsafeMutablePointer<CChar>
    }

    private static let entry = Mutex(
        Entry(bytes: .allocate(capacity: capacity))
    )

    /// Nil, or a value beyond reason, removes the variable.
    static func set(_ value: String?) {
        entry.withLock { entry in
            guard let value, assignment.utf8.count + value.utf8.count < capacity else {
                unsetenv("_X_AMZN_TRACE_ID")
                return
            }
            var end = 0
            for byte in assignment.utf8 + value.utf8 {
                entry.bytes[end] = CChar(bitPattern: byte)
                end += 1
            }
            entry.bytes[end] = 0
            putenv(entry.bytes)
        }
    }
}

private func + (left: String.UTF8View, right: String.UTF8View) -> some Sequence<UInt8> {
    [left, right].joined()
}
