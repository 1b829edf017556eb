/// Makes attribute values of `Encodable` ones.
///
/// Types with members become maps, sequences lists, `[UInt8]` becomes a binary, `nil` is null;
/// `AttributeValue` stays what it is, for the sets.
package struct AttributeValueEncoder {
    package init() {}

    /// - Throws: `EncodingError.invalidValue` for a number that is not finite, and what the value's
    ///   own coding throws.
    package func encode(_ value: some Encodable) throws -> AttributeValue {
        let slot = Slot()
        try Encoding(slot: slot, codingPath: []).encode(value)
        return slot.value
    }

    /// The attributes of an item.
    ///
    /// - Throws: `EncodingError.invalidValue` for a value that is no map.
    package func encodeItem(_ value: some Encodable) throws -> DynamoDB.Item {
        guard let item = try encode(value).map else {
            throw EncodingError.invalidValue(
                value,
                .init(codingPath: [], debugDescription: "An item needs names for its attributes.")
            )
        }
        return item
    }
}

/// A place for a value that is being encoded, shared by the containers that fill it.
private final class Slot {
    enum Content {
        case value(AttributeValue)
        case list([Slot])
        case map([String: Slot])
    }

    var content: Content?

    var value: AttributeValue {
        switch content {
        case nil: .map([:])
        case .value(let value): value
        case .list(let elements): .list(elements.map(\.value))
        case .map(let members): .map(members.mapValues(\.value))
        }
    }

    var count: Int {
        if case .list(let elements) = content { elements.count } else { 0 }
    }

    func append() -> Slot {
        let slot = Slot()
        if case .list(let elements) = content {
            content = .list(elements + [slot])
        } else {
            content = .list([slot])
        }
        return slot
    }

    func member(_ name: String) -> Slot {
        let slot = Slot()
        if case .map(var members) = content {
            members[name] = slot
            content = .map(members)
        } else {
            content = .map([name: slot])
        }
        return slot
    }
}

private struct Encoding: Encoder, SingleValueEncodingContainer {
    let slot: Slot
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if slot.content == nil { slot.content = .map([:]) }
        return KeyedEncodingContainer(Members<Key>(slot: slot, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if slot.content == nil { slot.content = .list([]) }
        return Elements(slot: slot, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { slot.content = .value(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
        if let attribute = try attribute(value) {
            slot.content = .value(attribute)
        } else {
            try value.encode(to: self)
        }
    }

    /// What a value becomes that has no parts.
    private func attribute<Value: Encodable>(_ value: Value) throws -> AttributeValue? {
        switch value {
        case let value as AttributeValue: value
        case let value as Bool: .bool(value)
        case let value as String: .string(value)
        // An empty array can be cast to every other type of array.
        case let value as [UInt8] where Value.self is [UInt8].Type: .binary(value)
        case let value as any BinaryInteger: .number("\(value)")
        case let value as Double: .number("\(try finite(value))")
        case let value as Float: .number("\(try finite(value))")
        default: nil
        }
    }

    private func finite<Number: BinaryFloatingPoint>(_ number: Number) throws -> Number {
        guard number.isFinite else {
            let problem = "DynamoDB has no number that is not finite."
            throw EncodingError.invalidValue(
                number,
                .init(codingPath: codingPath, debugDescription: problem)
            )
        }
        return number
    }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: Slot
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) { encoding(key).encodeNil() }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try encoding(key).encode(value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        encoding(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoding(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoding(AttributeName("super")) }

    func superEncoder(forKey key: Key) -> any Encoder { encoding(key) }

    private func encoding(_ key: any CodingKey) -> Encoding {
        Encoding(slot: slot.member(key.stringValue), codingPath: codingPath + [key])
    }
}

private struct Elements: UnkeyedEncodingContainer {
    let slot: Slot
    let codingPath: [any CodingKey]

    var count: Int { slot.count }

    func encodeNil() { next().encodeNil() }

    func encode<Value: Encodable>(_ value: Value) throws { try next().encode(value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        next().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }

    func superEncoder() -> any Encoder { next() }

    private func next() -> Encoding {
        let path = codingPath + [AttributeName(intValue: count)]
        return Encoding(slot: slot.append(), codingPath: path)
    }
}
