/// Encodes the elements of an array.
struct ElementEncoder: UnkeyedEncodingContainer {
    private let encoder: ValueEncoder
    private let array: EncodedArray

    init(_ encoder: ValueEncoder, _ array: EncodedArray) {
        self.encoder = encoder
        self.array = array
    }

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { array.count }

    func encodeNil() { array.append(encoder.output.null()) }

    func encode<Value: JSONScalar>(_ value: Value) throws {
        guard let scalar = encoder.output.scalar(value) else { return try child().encode(value) }
        array.append(scalar)
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        let child = child()
        try child.encode(value)
        array.append(child.written ?? .object(EncodedObject()))
    }

    func encode<Values: Sequence<UInt8>>(contentsOf values: Values) {
        array.append(bytes: Array(values))
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        let (child, object) = (child(), EncodedObject())
        array.append(.object(object))
        return KeyedEncodingContainer(MemberEncoder<NestedKey>(child, object))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let (child, elements) = (child(), EncodedArray())
        array.append(.array(elements))
        return ElementEncoder(child, elements)
    }

    func superEncoder() -> any Encoder {
        let child = encoder.orphan(key)
        array.append(.pending(child))
        return child
    }

    private func child() -> ValueEncoder { encoder.child(key) }

    private var key: JSONKey { JSONKey(intValue: count) }
}
