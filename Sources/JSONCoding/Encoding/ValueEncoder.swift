/// Encodes one value.
final class ValueEncoder: Encoder {
    let output: EncodedText
    private(set) var written: Encoded?
    private let parent: ValueEncoder?
    /// Where in its parent the value stands.
    private let key: (any CodingKey)?

    /// Where a value stands that knows of no parent.
    private let base: [any CodingKey]

    init(_ output: EncodedText, at base: [any CodingKey] = []) {
        self.output = output
        self.base = base
        parent = nil
        key = nil
    }

    private init(_ parent: ValueEncoder, _ key: any CodingKey) {
        output = parent.output
        base = []
        self.parent = parent
        self.key = key
    }

    func child(_ key: any CodingKey) -> ValueEncoder { ValueEncoder(self, key) }

    /// A child that its parent may hold: if it held its parent in turn, neither would ever go.
    func orphan(_ key: any CodingKey) -> ValueEncoder {
        ValueEncoder(output, at: codingPath + [key])
    }

    var userInfo: [CodingUserInfoKey: Any] { output.userInfo }

    var codingPath: [any CodingKey] {
        guard let parent, let key else { return base }
        return parent.codingPath + [key]
    }

    /// Asking again gives the same object, so that a class and its superclass can share one.
    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .object(let object) = written {
            return KeyedEncodingContainer(MemberEncoder(self, object))
        }
        let object = EncodedObject()
        written = .object(object)
        return KeyedEncodingContainer(MemberEncoder(self, object))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .array(let array) = written { return ElementEncoder(self, array) }
        let array = EncodedArray()
        written = .array(array)
        return ElementEncoder(self, array)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension ValueEncoder: SingleValueEncodingContainer {
    func encodeNil() { written = output.null() }

    func encode<Value: JSONScalar>(_ value: Value) throws {
        guard let scalar = output.scalar(value) else {
            throw EncodingError.invalidValue(
                value,
                .init(codingPath: codingPath, debugDescription: "JSON has no form for \(value).")
            )
        }
        written = scalar
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        try value.encode(to: self)
        switch written {
        case .array, .object:
            guard let form = FoundationType(Value.self) else { return }
            written = try form.plainForm(of: value, self)
        case .scalar, .bytes, .pending, nil: return
        }
    }
}
