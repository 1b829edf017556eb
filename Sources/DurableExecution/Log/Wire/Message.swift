/// A message of numbered fields, in the wire format of Protocol Buffers.
///
/// Fields whose numbers a reader does not know are never looked at.
///
/// Source: Protocol Buffers documentation, Encoding.
struct Message {
    private var fields: [Field] = []

    struct Field {
        let number: Int
        fileprivate let content: Content
    }

    fileprivate enum Content {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    init(_ bytes: ArraySlice<UInt8>) throws(InvalidLog) {
        var reader = FieldReader(rest: bytes)
        // An update that starts an operation has about as many.
        fields.reserveCapacity(6)
        while let field = try reader.next() { fields.append(field) }
    }

    func int(_ number: Int) throws(InvalidLog) -> Int64? {
        guard let field = self[number] else { return nil }
        return try field.int
    }

    func text(_ number: Int) throws(InvalidLog) -> String? {
        guard let field = self[number] else { return nil }
        return try field.text
    }

    func message(_ number: Int) throws(InvalidLog) -> Message? {
        guard let field = self[number] else { return nil }
        return try field.message
    }

    /// Every field with a number, in the order in which they were written.
    func all(_ number: Int) -> some Sequence<Field> {
        fields.lazy.filter { $0.number == number }
    }

    private subscript(number: Int) -> Field? { fields.last { $0.number == number } }
}

extension Message.Field {
    fileprivate var int: Int64 {
        get throws(InvalidLog) {
            guard case .number(let value) = content else { throw .unreadable("no number") }
            return Int64(bitPattern: value)
        }
    }

    var text: String {
        get throws(InvalidLog) {
            guard let text = String(validating: try bytes, as: UTF8.self) else {
                throw .unreadable("text that is not UTF-8")
            }
            return text
        }
    }

    var message: Message {
        get throws(InvalidLog) { try Message(try bytes) }
    }

    private var bytes: ArraySlice<UInt8> {
        get throws(InvalidLog) {
            guard case .bytes(let bytes) = content else { throw .unreadable("no text") }
            return bytes
        }
    }
}

/// Reads the fields of a message one after another.
private struct FieldReader {
    var rest: ArraySlice<UInt8>

    mutating func next() throws(InvalidLog) -> Message.Field? {
        guard !rest.isEmpty else { return nil }
        let key = try varint()
        let content: Message.Content =
            switch key & 7 {
            case 0: .number(try varint())
            case 1: .bytes(try take(8))
            case 2: .bytes(try take(try varint()))
            case 5: .bytes(try take(4))
            default: throw .unreadable("a field of an unknown kind")
            }
        return Message.Field(number: Int(key >> 3), content: content)
    }

    private mutating func varint() throws(InvalidLog) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64, let byte = rest.popFirst() {
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .unreadable("a number without an end")
    }

    private mutating func take(_ count: UInt64) throws(InvalidLog) -> ArraySlice<UInt8> {
        guard count <= UInt64(rest.count) else { throw .unreadable("a field that is cut off") }
        let taken = rest.prefix(Int(count))
        rest = rest[taken.endIndex...]
        return taken
    }
}
