public import DurableExecution

/// Why a test run cannot do or tell what it was asked.
public enum TestRunError: Error, Hashable, CustomStringConvertible {
    /// The execution has ended without a result.
    case failed(ErrorObject)
    /// The execution has not ended: it waits for these callbacks.
    case waits(for: [String])
    /// No callback of this name is open.
    case noCallback(String, open: [String])
    /// Nothing that the executions wait for has a time limit.
    case nothingExpires
    /// Nothing is recorded of the execution: await something of the run first.
    case notStarted
    /// The test fails where a process dies.
    case dies(Crash, of: String)

    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .failed(let error):
            "The execution failed: "
                + [error.type, error.message].compactMap(\.self).joined(separator: ": ")
        case .waits(let names): "The execution waits for somebody outside: \(names)."
        case .noCallback(let name, let open): "No callback '\(name)' is open, but \(open)."
        case .nothingExpires: "Nothing that the executions wait for has a time limit."
        case .notStarted: "The execution has not started: await something of the run first."
        case .dies(let crash, let reason): "With a process that dies \(crash): \(reason)"
        }
    }
}
