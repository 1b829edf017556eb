extension JSON {
    /// Writes a value as JSON without white space, its members in the order in which their names' bytes are
    /// written: equal values give equal text.
    ///
    /// `Data` is written as base64, `Decimal` as a number, `URL` as a string; everything else as it encodes itself.
    ///
    /// - Throws: `EncodingError` where JSON has no form for the value, and whatever the value's `encode(to:)` throws.
    package static func encode(
        _ value: some Encodable,
        userInfo: [CodingUserInfoKey: any Sendable] = [:]
    ) throws -> [UInt8] {
        let output = EncodedText(userInfo)
        let encoder = ValueEncoder(output)
        try encoder.encode(value)
        guard let written = encoder.written else {
            throw EncodingError.invalidValue(
                value,
                .init(codingPath: [], debugDescription: "\(type(of: value)) encodes nothing.")
            )
        }
        return output.text(of: written)
    }

    /// Writes a value as JSON text.
    ///
    /// - Throws: `EncodingError` where JSON has no form for the value, and whatever the value's `encode(to:)` throws.
    package static func text(of value: some Encodable) throws -> String {
        String(decoding: try encode(value), as: UTF8.self)
    }
}
