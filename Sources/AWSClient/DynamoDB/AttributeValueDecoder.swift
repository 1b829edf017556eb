/// Makes `Decodable` values of attribute values; the reverse of `AttributeValueEncoder`.
package struct AttributeValueDecoder {
    package init() {}

    /// - Throws: `DecodingError` where the attribute is no such value.
    package func decode<Value: Decodable>(
        _ type: Value.Type,
        from attribute: AttributeValue
    ) throws -> Value {
        try Decoding(attribute: attribute, codingPath: []).decode(type)
    }

    /// - Throws: `DecodingError` where the item is no such value.
    package func decode<Value: Decodable>(
        _ type: Value.Type,
        from item: DynamoDB.Item
    ) throws -> Value {
        try decode(type, from: .map(item))
    }
}

private struct Decoding: Decoder, SingleValueDecodingContainer {
    let attribute: AttributeValue
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let members = attribute.map else { throw mismatch([String: AttributeValue].self) }
        return KeyedDecodingContainer(Members<Key>(members: members, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = attribute.elements else { throw mismatch([AttributeValue].self) }
        return Elements(elements: elements, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { attribute == .null }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let read = Self.reader(of: type) else { return try Value(from: self) }
        guard let value = read(attribute) as? Value else { throw mismatch(type) }
        return value
    }

    /// How to read a type that has no parts; nil for all others.
    private static func reader(of type: any Any.Type) -> ((AttributeValue) -> Any?)? {
        switch type {
        case is AttributeValue.Type: { $0 }
        case is Bool.Type: { $0.bool }
        case is String.Type: { $0.string }
        case is [UInt8].Type: { $0.binary }
        case let type as any (LosslessStringConvertible & Numeric).Type:
            { $0.digits.flatMap { type.init($0) } }
        default: nil
        }
    }

    private func mismatch(_ type: any Any.Type) -> DecodingError {
        .typeMismatch(
            type,
            .init(codingPath: codingPath, debugDescription: "The attribute has another type.")
        )
    }
}

extension AttributeValue {
    fileprivate var digits: String? {
        if case .number(let digits) = self { digits } else { nil }
    }

    /// The elements of a list or, in no particular order, of a set.
    fileprivate var elements: [AttributeValue]? {
        switch self {
        case .list(let elements): elements
        case .stringSet(let texts): texts.map(AttributeValue.string)
        case .numberSet(let numbers): numbers.map(AttributeValue.number)
        case .binarySet(let values): values.map(AttributeValue.binary)
        default: nil
        }
    }
}

private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [String: AttributeValue]
    let codingPath: [any CodingKey]

    var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try decoding(key).decodeNil() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoding(key).decode(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try decoding(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoding(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try decoding(AttributeName("super")) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoding(key) }

    private func decoding(_ key: any CodingKey) throws -> Decoding {
        guard let member = members[key.stringValue] else {
            throw DecodingError.keyNotFound(
                key,
                .init(codingPath: codingPath, debugDescription: "There is no such attribute.")
            )
        }
        return Decoding(attribute: member, codingPath: codingPath + [key])
    }
}

private struct Elements: UnkeyedDecodingContainer {
    let elements: [AttributeValue]
    let codingPath: [any CodingKey]
    private(set) var currentIndex = 0

    init(elements: [AttributeValue], codingPath: [any CodingKey]) {
        self.elements = elements
        self.codingPath = codingPath
    }

    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex == elements.count }

    mutating func decodeNil() throws -> Bool {
        let isNull = try next().decodeNil()
        if !isNull { currentIndex -= 1 }
        return isNull
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next().decode(type)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try next() }

    private mutating func next() throws -> Decoding {
        let path = codingPath + [AttributeName(intValue: currentIndex)]
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                AttributeValue.self,
                .init(codingPath: path, debugDescription: "The list ends here.")
            )
        }
        defer { currentIndex += 1 }
        return Decoding(attribute: elements[currentIndex], codingPath: path)
    }
}
