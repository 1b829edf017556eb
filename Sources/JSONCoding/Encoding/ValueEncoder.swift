/// Encodes one value.
final class ValueEncoder: Encoder {
    let output: EncodedText
    private(set) var written: Encoded?
    private let parent: ValueEncoder?
    /// Where in its parent the value stands.
    private let key: (any CodingKey)?

    /// Where a value stands that knows of no parent.
    private let base: [any CodingKey]
    /// In how many containers it stands.
    private let depth: Int

    init(_ output: EncodedText, at base: [any CodingKey] = [], depth: Int = 0) {
        self.output = output
        self.base = base
        self.depth = depth
        parent = nil
        key = nil
    }

    private init(_ parent: ValueEncoder, _ key: any CodingKey) {
        output = parent.output
        base = []
        depth = parent.depth + 1
        self.parent = parent
        self.key = key
    }

    func child(_ key: any CodingKey) -> ValueEncoder { ValueEncoder(self, key) }

    /// A child that its parent may hold: if it held its parent in turn, neither would ever go.
    func orphan(_ key: any CodingKey) -> ValueEncoder {
        ValueEncoder(output, at: codingPath + [key], depth: depth + 1)
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
        // Nobody could read it back.
        guard depth < JSONScanner.maximumDepth else {
            throw EncodingError.invalidValue(
                value,
                .init(codingPath: codingPath, debugDescription: "It is nested too deeply.")
            )
        }
        try value.encode(to: self)
        switch written {
        case .array, .object:
            guard let form = FoundationType(Value.self) else { return }
            written = try form.plainForm(of: value, self)
        case .scalar, .bytes, .pending, nil: return
        }
    }
}
