/// The name under which a function was invoked:
/// `arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME`, then `:QUALIFIER` if there was one.
///
/// Source: "Resource types defined by AWS Lambda" in the Service Authorization Reference.
public struct FunctionARN: Sendable, Hashable {
    /// The whole name.
    public let text: String
    /// The region, such as `eu-central-1`.
    public let region: String
    /// The account that owns the function.
    public let account: String
    /// The function's own name.
    public let functionName: String
    /// The version or alias that was invoked; nil where the caller named none.
    public let qualifier: String?

    /// Reads a name; nil where it is not that of a function.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 7 || parts.count == 8, !parts.contains(""),
            parts[0] == "arn", parts[2] == "lambda", parts[5] == "function"
        else { return nil }
        self.text = text
        region = parts[3]
        account = parts[4]
        functionName = parts[6]
        qualifier = parts.count == 8 ? parts[7] : nil
    }
}

extension FunctionARN: CustomStringConvertible {
    /// The whole name.
    public var description: String { text }
}
