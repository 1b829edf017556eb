import DurableExecution

/// What happens to a function on purpose, at an operation of an execution.
///
/// It strikes where the function reports how the operation has ended or, of an operation that others end, that it has
/// begun.
package struct Fault: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The process is killed, and what it reports is not recorded.
        case crash
        /// The process is killed once that is recorded.
        case crashAfterwards
        /// The process stops once that is recorded, until its time is up.
        case freeze
        /// What the process reports is recorded later.
        case delay(Duration)
    }

    package let kind: Kind
    /// The operation's name.
    package let operation: String

    package init(_ kind: Kind, at operation: String) {
        self.kind = kind
        self.operation = operation
    }

    func strikes(_ update: OperationUpdate) -> Bool {
        guard update.name == operation else { return false }
        return switch update.change {
        case .startContext, .startStep: false
        default: true
        }
    }
}

// MARK: - Text

extension Fault: CustomStringConvertible {
    /// Takes `crash:NAME`, `crash-after:NAME`, `freeze:NAME` or `delay=SECONDS:NAME`.
    package init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), text[colon...].count > 1,
            let kind = Kind(text[..<colon])
        else { return nil }
        self.init(kind, at: String(text[text.index(after: colon)...]))
    }

    package var description: String { "\(kind) at '\(operation)'" }
}

extension Fault.Kind: CustomStringConvertible {
    fileprivate init?(_ text: Substring) {
        switch text {
        case "crash": self = .crash
        case "crash-after": self = .crashAfterwards
        case "freeze": self = .freeze
        default:
            let parts = text.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "delay", let seconds = Double(parts[1]),
                (0...86_400).contains(seconds)
            else { return nil }
            self = .delay(.seconds(seconds))
        }
    }

    package var description: String {
        switch self {
        case .crash: "crash"
        case .crashAfterwards: "crash after the record"
        case .freeze: "freeze"
        case .delay(let duration): "delay of \(Elapsed(duration))"
        }
    }
}
