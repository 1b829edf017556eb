import FoundationEssentials

extension [String: AttributeValue] {
    /// Reads an item as if its attributes were members of a JSON object.
    ///
    /// Numbers of up to 38 digits fit a `Decimal`; binary values fit a `Data`, sets an array or a set.
    ///
    /// - Throws: `DecodingError` where the item does not fit the type.
    public func decode<Item: Decodable>(as type: Item.Type = Item.self) throws -> Item {
        let json = try JSONEncoder().encode(mapValues(PlainValue.init))
        return try JSONDecoder().decode(type, from: json)
    }
}

/// An attribute's value as plain JSON, without the names of types.
private struct PlainValue: Encodable {
    let value: AttributeValue

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .string(let text): try container.encode(text)
        case .number(let digits): try container.encode(PlainNumber(digits: digits))
        case .binary(let data): try container.encode(data)
        case .bool(let value): try container.encode(value)
        case .null: try container.encodeNil()
        case .map(let members): try container.encode(members.mapValues(PlainValue.init))
        case .list(let elements): try container.encode(elements.map(PlainValue.init))
        case .stringSet(let texts): try container.encode(texts)
        case .numberSet(let numbers): try container.encode(numbers.map(PlainNumber.init))
        case .binarySet(let values): try container.encode(values)
        }
    }
}

private struct PlainNumber: Encodable {
    let digits: String

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        guard let number = Decimal(string: digits) else {
            throw EncodingError.invalidValue(
                digits,
                .init(codingPath: encoder.codingPath, debugDescription: "It is no number.")
            )
        }
        try container.encode(number)
    }
}
