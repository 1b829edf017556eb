/// The identity of an execution in the table: its workflow and its name.
///
/// Starting twice under one name meets the same log.
struct ExecutionID: Sendable, Hashable {
    let rawValue: String

    init(workflow: String, name: String) {
        rawValue = "\(workflow)/\(name)"
    }

    init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The workflow's name: what comes before the last slash.
    var workflow: String {
        rawValue.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
    }
}
