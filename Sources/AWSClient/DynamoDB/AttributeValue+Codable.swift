extension AttributeValue: Codable {
    /// Only `AttributeValueDecoder` knows how; it does not come here.
    package init(from decoder: any Decoder) throws {
        throw DecodingError.dataCorrupted(
            .init(
                codingPath: decoder.codingPath,
                debugDescription: "Attribute values are read by AttributeValueDecoder only."
            )
        )
    }

    /// Only `AttributeValueEncoder` knows how; it does not come here.
    package func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
            self,
            .init(
                codingPath: encoder.codingPath,
                debugDescription: "Attribute values are written by AttributeValueEncoder only."
            )
        )
    }
}
