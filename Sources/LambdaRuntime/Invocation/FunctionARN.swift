/// The name under which a function was invoked:
/// `arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME`, then `:QUALIFIER` if there was one.
///
/// Source: "Resource types defined by AWS Lambda" in the Service Authorization Reference.
public struct FunctionARN: Sendable, Hashable {
    /// The whole name.
    public let text: String

    /// Reads a name; nil where it is not that of a function.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: Self.separator, omittingEmptySubsequences: false)
        guard parts.count == 7 || parts.count == 8, !parts.contains(where: { $0.isEmpty }),
            parts[0].elementsEqual("arn".utf8), parts[2].elementsEqual("lambda".utf8),
            parts[5].elementsEqual("function".utf8)
        else { return nil }
        self.text = text
    }

    /// The region, such as `eu-central-1`.
    public var region: String { part(3) }
    /// The account that owns the function.
    public var account: String { part(4) }
    /// The function's own name.
    public var functionName: String { part(6) }
    /// The version or alias that was invoked; nil where the caller named none.
    public var qualifier: String? {
        text.utf8.count(where: { $0 == Self.separator }) == 7 ? part(7) : nil
    }

    private static let separator = UInt8(ascii: ":")

    private func part(_ index: Int) -> String {
        String(decoding: text.utf8.split(separator: Self.separator)[index], as: UTF8.self)
    }
}

extension FunctionARN: CustomStringConvertible {
    /// The whole name.
    public var description: String { text }
}
