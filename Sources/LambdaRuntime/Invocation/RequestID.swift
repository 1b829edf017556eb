/// The id of an invocation, the same for each retry of one event.
///
/// Source: `Lambda-Runtime-Aws-Request-Id` in "Using the Lambda runtime API".
public struct RequestID: Sendable, Hashable {
    /// The id as Lambda gave it: up to 256 visible ASCII characters, a UUID as a rule.
    public let text: String

    /// Checks an id; nil where it is empty, too long or not visible ASCII.
    public init?(_ text: String) {
        guard (1...256).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }

    /// The id as one segment of a path; callers may choose ids with any character in them.
    var pathSegment: String {
        if text.utf8.allSatisfy(\.isUnreserved) { return text }
        return text.utf8.reduce(into: "") { $0 += $1.percentEncoded }
    }
}

extension RequestID: CustomStringConvertible {
    /// The id itself.
    public var description: String { text }
}

extension UInt8 {
    /// Source: RFC 3986 section 2.3.
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    fileprivate var percentEncoded: String {
        if isUnreserved { return String(UnicodeScalar(self)) }
        return "%" + (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true)
    }
}
