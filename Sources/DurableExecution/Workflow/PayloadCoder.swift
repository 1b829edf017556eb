import JSONCoding

/// Between values and the JSON text that histories hold: equal values give equal text.
package enum PayloadCoder {
    package static func encode(_ value: some Encodable) throws -> String {
        try JSON.text(of: value)
    }

    /// A payload that was never given reads as `null`.
    package static func decode<Value: Decodable>(
        _ type: Value.Type,
        from payload: String?
    ) throws -> Value {
        try JSON.decode(type, from: payload ?? "null")
    }
}
