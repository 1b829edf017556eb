import FoundationEssentials

/// Between values and the JSON text that histories hold: equal values give equal text.
package enum PayloadCoder {
    package static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A payload that was never given reads as `null`.
    package static func decode<Value: Decodable>(
        _ type: Value.Type,
        from payload: String?
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data((payload ?? "null").utf8))
    }
}
