/// Encodes the members of an object.
struct MemberEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    private let encoder: ValueEncoder
    private let object: EncodedObject

    init(_ encoder: ValueEncoder, _ object: EncodedObject) {
        self.encoder = encoder
        self.object = object
    }

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { append(key, encoder.output.null()) }

    func encode<Value: JSONScalar>(_ value: Value, forKey key: Key) throws {
        let name = encoder.output.name(key)
        guard let scalar = encoder.output.scalar(value) else {
            return try encoder.child(key).encode(value)
        }
        object.members.append(EncodedObject.Member(name: name, value: scalar))
    }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        let child = encoder.child(key)
        try child.encode(value)
        append(key, child.written ?? .object(EncodedObject()))
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        let object = EncodedObject()
        append(key, .object(object))
        return KeyedEncodingContainer(MemberEncoder<NestedKey>(encoder.child(key), object))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        let array = EncodedArray()
        append(key, .array(array))
        return ElementEncoder(encoder.child(key), array)
    }

    func superEncoder() -> any Encoder { pending(JSONKey.super) }

    func superEncoder(forKey key: Key) -> any Encoder { pending(key) }

    private func pending(_ key: some CodingKey) -> ValueEncoder {
        let child = encoder.orphan(key)
        append(key, .pending(child))
        return child
    }

    private func append(_ key: some CodingKey, _ value: Encoded) {
        let name = encoder.output.name(key)
        object.members.append(EncodedObject.Member(name: name, value: value))
    }
}
