/// What a caller writes to name a function: its name, or any form of its ARN, with a qualifier.
///
/// Source: Lambda API reference, Invoke, "Name formats".
struct FunctionReference: Hashable {
    let name: String
    /// A version or an alias, if one was named; the emulator has one version, which answers to any.
    let qualifier: String?

    init?(_ text: String, qualifier: String? = nil) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count >= 7, parts[0] == "arn", parts[2] == "lambda" { parts.removeFirst(5) }
        if parts.count >= 3, parts[1] == "function" { parts.removeFirst() }
        if parts.count >= 2, parts[0] == "function" { parts.removeFirst() }
        guard (1...2).contains(parts.count), !parts[0].isEmpty else { return nil }
        name = parts[0]
        self.qualifier = qualifier ?? (parts.count == 2 ? parts[1] : nil)
    }

    /// The ARN of a function of the emulated account.
    static func arn(_ name: String, qualifier: String? = nil) -> String {
        let function = "arn:aws:lambda:\(EmulatedAccount.scope):function:\(name)"
        return qualifier.map { "\(function):\($0)" } ?? function
    }
}
