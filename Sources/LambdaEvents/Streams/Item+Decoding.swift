import JSONCoding

extension [String: AttributeValue] {
    /// Reads an item as if its attributes were members of a JSON object.
    ///
    /// Numbers of up to 38 digits fit a `Decimal`; binary values fit a ``Blob`` or a `Data`, sets an array or a set.
    ///
    /// - Throws: `DecodingError` where the item does not fit the type.
    public func decode<Item: Decodable>(as type: Item.Type = Item.self) throws -> Item {
        try JSON.decode(type, from: JSON.object(mapValues(\.plain)).bytes)
    }
}

extension AttributeValue {
    /// The value without the name of its type.
    fileprivate var plain: JSON {
        switch self {
        case .string(let text): .string(text)
        case .number(let digits): .number(digits)
        case .binary(let blob): .string(Base64.encode(blob.bytes))
        case .bool(let value): .bool(value)
        case .null: .null
        case .map(let members): .object(members.mapValues(\.plain))
        case .list(let elements): .array(elements.map(\.plain))
        case .stringSet(let texts): .array(texts.map(JSON.string))
        case .numberSet(let numbers): .array(numbers.map { .number($0) })
        case .binarySet(let blobs): .array(blobs.map { .string(Base64.encode($0.bytes)) })
        }
    }
}
