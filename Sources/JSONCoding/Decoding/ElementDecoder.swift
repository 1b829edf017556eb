/// Decodes the elements of an array, one after another.
struct ElementDecoder: UnkeyedDecodingContainer {
    private let document: JSONDocument
    private let array: Int
    private var next: Int
    private(set) var currentIndex = 0

    init(_ document: JSONDocument, at index: Int) throws {
        guard case .array = document.text.values[index].kind else {
            throw document.mismatch([Any].self, at: index)
        }
        self.document = document
        array = index
        next = index + 1
    }

    var codingPath: [any CodingKey] { document.path(to: array) }
    private var length: Int { Int(document.text.values[array].end) }
    var count: Int? { length }
    var isAtEnd: Bool { currentIndex == length }

    mutating func decodeNil() throws -> Bool {
        let index = try current(Optional<Never>.self)
        guard document.isNull(at: index) else { return false }
        advance()
        return true
    }

    mutating func decode<Value: JSONScalar>(_ type: Value.Type) throws -> Value {
        let value = try document.decode(type, at: try current(type))
        advance()
        return value
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try document.decode(type, at: try current(type))
        advance()
        return value
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        let container = try MemberDecoder<NestedKey>(document, at: try current([String: Any].self))
        advance()
        return KeyedDecodingContainer(container)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try ElementDecoder(document, at: try current([Any].self))
        advance()
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = ValueDecoder(document: document, index: try current((any Decoder).self))
        advance()
        return decoder
    }

    private func current(_ type: Any.Type) throws -> Int {
        guard isAtEnd else { return next }
        throw DecodingError.valueNotFound(
            type,
            .init(
                codingPath: codingPath + [JSONKey(intValue: currentIndex)],
                debugDescription: "The array has no more than \(length) elements."
            )
        )
    }

    private mutating func advance() {
        next = Int(document.text.values[next].next)
        currentIndex += 1
    }
}
