/// The identity of an execution in the table: its workflow and its name.
///
/// Starting twice under one name meets the same log.
package struct ExecutionID: Sendable, Hashable {
    package let rawValue: String

    package init(workflow: String, name: ExecutionName) {
        rawValue = "\(workflow)/\(name.rawValue)"
    }

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The execution's own name: what comes after the last slash.
    package var name: ExecutionName {
        ExecutionName(recorded: rawValue.split(separator: "/").last.map(String.init) ?? "")
    }

    /// The workflow's name: what comes before the last slash, which no execution's name has.
    package var workflow: String {
        rawValue.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
    }
}

/// The name of an execution: 1 to 64 letters, digits, hyphens and underscores.
///
/// Source: AWS Lambda API reference, `Invoke`, `DurableExecutionName`.
package struct ExecutionName: Sendable, Hashable, Codable {
    package let rawValue: String

    package init(_ rawValue: String) throws(InvalidExecutionName) {
        let isValid = rawValue.utf8.allSatisfy(Self.isAllowed) && 1...64 ~= rawValue.utf8.count
        guard isValid else { throw InvalidExecutionName(name: rawValue) }
        self.rawValue = rawValue
    }

    /// A name that was checked when it was recorded.
    init(recorded name: String) {
        rawValue = name
    }

    /// The beginning of a name, for people, and 64 bits that depend on `origin` alone.
    package init(derivedFrom name: ExecutionName, origin: String) {
        rawValue = name.rawValue.prefix(47) + "-" + origin.utf8.fingerprint.prefix(16)
    }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

/// A text that cannot be the name of an execution.
public struct InvalidExecutionName: Error, Hashable, CustomStringConvertible {
    /// The text.
    public let name: String

    /// What it means, and what to do.
    public var description: String {
        "'\(name)' cannot name an execution: use 1 to 64 letters, digits, '-' and '_'."
    }
}
