/// Encodes the elements of an array.
struct ElementEncoder: UnkeyedEncodingContainer {
    private let encoder: ValueEncoder
    private let array: EncodedArray

    init(_ encoder: ValueEncoder, _ array: EncodedArray) {
        self.encoder = encoder
        self.array = array
    }

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { array.elements.count }

    func encodeNil() { array.elements.append(encoder.output.null()) }

    func encode<Value: JSONScalar>(_ value: Value) throws {
        guard let scalar = encoder.output.scalar(value) else { return try child().encode(value) }
        array.elements.append(scalar)
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        let child = child()
        try child.encode(value)
        array.elements.append(child.written ?? .object(EncodedObject()))
    }

    func encode<Values: Sequence<UInt8>>(contentsOf values: Values) {
        let bytes = Array(values)
        if !bytes.isEmpty { array.elements.append(.bytes(bytes)) }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        nested().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        nested().unkeyedContainer()
    }

    func superEncoder() -> any Encoder { nested() }

    private func child() -> ValueEncoder { encoder.child(JSONKey(intValue: count)) }

    private func nested() -> ValueEncoder {
        let child = child()
        array.elements.append(.pending(child))
        return child
    }
}
