import Glibc
import Synchronization

/// `_X_AMZN_TRACE_ID`, where X-Ray's SDKs look for the trace of the invocation.
///
/// `setenv` keeps every value for ever, since somebody may still hold it. This one overwrites the
/// same few bytes, so that a hundred thousand invocations take no more memory than one.
enum TraceVariable {
    private static let name: StaticString = "_X_AMZN_TRACE_ID"
    private static let capacity = 1024

    /// `_X_AMZN_TRACE_ID=…`, which the environment holds until the process ends.
    private struct Entry {
        let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: capacity)
        let value: UnsafeMutablePointer<CChar>

        init() {
            memcpy(bytes, name.utf8Start, name.utf8CodeUnitCount)
            bytes[name.utf8CodeUnitCount] = CChar(bitPattern: UInt8(ascii: "="))
            value = bytes + name.utf8CodeUnitCount + 1
        }
    }

    private static let entry = Mutex(Entry())

    /// Nil, or a value beyond reason, removes the variable.
    static func set(_ value: String?) {
        entry.withLock { entry in
            guard var value, value.utf8.count < capacity / 2 else {
                unsetenv("\(name)")
                return
            }
            value.withUTF8 { bytes in
                if let start = bytes.baseAddress { memcpy(entry.value, start, bytes.count) }
                entry.value[bytes.count] = 0
            }
            putenv(entry.bytes)
        }
    }
}
