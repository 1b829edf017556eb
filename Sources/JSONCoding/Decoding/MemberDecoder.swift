/// Decodes the members of an object.
struct MemberDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let document: JSONDocument
    private let object: Int
    /// The values of an object that has so many members that looking at each would take long.
    private let byName: [String: Int]?

    init(_ document: JSONDocument, at index: Int) throws {
        let value = document.text.values[index]
        guard value.isObject else { throw document.mismatch([String: Any].self, at: index) }
        self.document = document
        object = index
        byName = value.end > 24 ? document.text.members(of: index) : nil
    }

    var codingPath: [any CodingKey] { document.path(to: object) }

    var allKeys: [Key] {
        var seen: Set<String> = []
        return document.text.children(of: object).compactMap {
            let name = document.text.string(of: document.text.values[$0])
            return seen.insert(name).inserted ? Key(stringValue: name) : nil
        }
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool {
        document.isNull(at: try index(of: key))
    }

    func decode<Value: JSONScalar>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try document.decode(type, at: try index(of: key))
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try document.decode(type, at: try index(of: key))
    }

    func decodeIfPresent<Value: Decodable>(
        _ type: Value.Type,
        forKey key: Key
    ) throws -> Value? {
        guard let index = find(key), !document.isNull(at: index) else { return nil }
        return try document.decode(type, at: index)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        KeyedDecodingContainer(try MemberDecoder<NestedKey>(document, at: try index(of: key)))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try ElementDecoder(document, at: try index(of: key))
    }

    func superDecoder() throws -> any Decoder {
        ValueDecoder(document: document, index: try index(of: JSONKey.super))
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        ValueDecoder(document: document, index: try index(of: key))
    }

    private func index(of key: some CodingKey) throws -> Int {
        if let index = find(key) { return index }
        throw DecodingError.keyNotFound(
            key,
            .init(
                codingPath: codingPath,
                debugDescription: "No member is named \(key.stringValue)."
            )
        )
    }

    private func find(_ key: some CodingKey) -> Int? {
        let name = key.stringValue
        if let byName { return byName[name] }
        return document.text.member(name, of: object)
    }
}

extension JSONText {
    /// The values of an object by their names; of two with one name the last counts.
    fileprivate func members(of object: Int) -> [String: Int] {
        let names = children(of: object).map { (string(of: values[$0]), $0 + 1) }
        return Dictionary(names) { _, last in last }
    }

    /// The last value with this name.
    fileprivate func member(_ name: String, of object: Int) -> Int? {
        var name = name
        return name.withUTF8 { name in
            var found: Int?
            var child = object + 1
            for _ in 0..<values[object].end {
                if isName(values[child], name) { found = child + 1 }
                child = Int(values[child + 1].next)
            }
            return found
        }
    }

    private func isName(_ value: Value, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        if case .escaped = value.kind { return string(of: value).utf8.elementsEqual(name) }
        let start = Int(value.start)
        guard Int(value.end) - start == name.count else { return false }
        for index in name.indices where bytes[start + index] != name[index] { return false }
        return true
    }
}
