import JSONCoding

/// Bytes, which AWS writes as base64.
///
/// Source: RFC 4648 section 4.
public struct Blob: Sendable, Hashable {
    /// The bytes.
    public var bytes: [UInt8]

    /// Bytes of any kind, `Data` among them.
    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }
}

extension Blob {
    /// Reads the bytes as JSON; throws `DecodingError` where they do not fit.
    public func decode<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSON.decode(type, from: bytes)
    }
}

extension Blob: Codable {
    /// Reads base64; throws `DecodingError` where it is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Base64.decode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "It is not base64."
            )
        }
        self.bytes = bytes
    }

    /// Writes base64.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Base64.encode(bytes))
    }
}
