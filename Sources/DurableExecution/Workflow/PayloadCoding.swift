/// How values are written as the text that a history holds, and read back.
///
/// Every operation uses JSON unless it is given a coding of its own:
///
/// ```swift
/// extension PayloadCoding<Document> {
///     static let sealed = PayloadCoding(
///         encode: { try Vault.seal($0) },
///         decode: { try Vault.open($0) }
///     )
/// }
/// let document = try await context.step("fetch", coding: .sealed) { try await fetch() }
/// ```
///
/// A value is always read back before the workflow sees it, in the first run as in a replay.
public struct PayloadCoding<Value: Sendable>: Sendable {
    let encode: @Sendable (Value) throws -> String
    let decode: @Sendable (String) throws -> Value
    /// Whether what it writes is known to be JSON.
    let isJSON: Bool

    /// A coding that is the same in every run: what it writes today must be readable for as long as
    /// executions last.
    public init(
        encode: @escaping @Sendable (Value) throws -> String,
        decode: @escaping @Sendable (String) throws -> Value
    ) {
        self.init(encode: encode, decode: decode, isJSON: false)
    }

    private init(
        encode: @escaping @Sendable (Value) throws -> String,
        decode: @escaping @Sendable (String) throws -> Value,
        isJSON: Bool
    ) {
        self.encode = encode
        self.decode = decode
        self.isJSON = isJSON
    }

    /// A payload that was never given is read as `null`.
    func decode(_ payload: String?) throws -> Value { try decode(payload ?? "null") }
}

extension PayloadCoding where Value: Codable {
    /// The value as JSON.
    public static var json: PayloadCoding {
        PayloadCoding(
            encode: { try PayloadCoder.encode($0) },
            decode: { try PayloadCoder.decode(Value.self, from: $0) },
            isJSON: true
        )
    }
}

extension PayloadCoding<String> {
    /// The text as it is.
    public static let text = PayloadCoding(encode: { $0 }, decode: { $0 })
}
