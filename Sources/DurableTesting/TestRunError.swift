public import DurableExecution

/// Why a test run cannot do or tell what it was asked.
public enum TestRunError: Error, Hashable, CustomStringConvertible {
    /// The execution has ended without a result.
    case failed(ErrorObject)
    /// Another execution carries on with this input, as JSON text.
    case continued(input: String?)
    /// The execution has not ended: it waits for these callbacks.
    case waits(for: [String])
    /// No callback of this name is open.
    case noCallback(String, open: [String])
    /// The execution has ended, so that nothing of it can crash.
    case ended
    /// Nothing that the execution waits for has a time limit.
    case nothingExpires
    /// The record is not what this run has written.
    case notOwned

    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .failed(let error):
            "The execution failed: "
                + [error.type, error.message].compactMap(\.self).joined(separator: ": ")
        case .continued(let input): "The execution goes on as new with \(input ?? "nothing")."
        case .waits(let names): "The execution waits for somebody outside: \(names)."
        case .noCallback(let name, let open): "No callback '\(name)' is open, but \(open)."
        case .ended: "The execution has ended."
        case .nothingExpires: "Nothing that the execution waits for has a time limit."
        case .notOwned: "The execution is not this run's any more."
        }
    }
}
