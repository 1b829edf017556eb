import DurableExecution

/// The sizes in bytes of UTF-8 up to which the service takes data of a durable execution.
///
/// Source: Lambda API reference, the shapes' lengths, and Lambda developer guide, "Lambda quotas".
enum ExecutionLimits {
    /// A result, the state of a condition, or an error.
    static let operation = 262_144
    /// What another function is called with.
    static let call = 1_048_576
    /// What a callback is answered with.
    static let callback = 1_048_576
    /// The result of an execution.
    static let result = 6_291_456

    static func check(_ completion: CallbackCompletion) throws(ServiceError) {
        switch completion {
        case .succeeded(let result): try check("The result", result?.utf8.count ?? 0, callback)
        case .failed(let error): try check("The error", WireJSON.encode(error).count, operation)
        }
    }

    /// Refuses what is too large.
    static func check(_ what: String, _ bytes: Int, _ limit: Int) throws(ServiceError) {
        guard bytes > limit else { return }
        throw .invalidParameter("\(what) has \(bytes) bytes; it may have \(limit).")
    }
}
