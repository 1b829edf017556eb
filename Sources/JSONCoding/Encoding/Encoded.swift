/// What has been encoded of a value: containers are filled in any order and written when all is there.
enum Encoded {
    /// The place of a number, a string, a literal.
    case scalar(Range<Int>)
    case array(EncodedArray)
    case object(EncodedObject)
    /// So many elements of an array, which some types hand over all at once.
    case bytes([UInt8])
    /// What somebody may still be encoding.
    case pending(ValueEncoder)
}

final class EncodedArray {
    private(set) var elements: [Encoded] = []
    private(set) var count = 0

    func append(_ element: Encoded) {
        elements.append(element)
        count += 1
    }

    func append(bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        elements.append(.bytes(bytes))
        count += bytes.count
    }
}

final class EncodedObject {
    var members: [Member] = []

    init() {
        members.reserveCapacity(8)
    }

    struct Member {
        /// The place of the name, without its quotation marks.
        let name: Range<Int>
        let value: Encoded
    }
}

/// The bytes of all that has been encoded, in the order in which it was.
final class EncodedText {
    /// What the values are told about whom they are written for.
    let userInfo: [CodingUserInfoKey: any Sendable]
    private var bytes: [UInt8] = []

    init(_ userInfo: [CodingUserInfoKey: any Sendable]) {
        self.userInfo = userInfo
    }

    func null() -> Encoded { .scalar(bytes.place { $0.append(contentsOf: "null".utf8) }) }

    /// Nil where JSON has no form for the value.
    func scalar(_ value: some JSONScalar) -> Encoded? {
        var isWritten = false
        let place = bytes.place { isWritten = value.write(into: &$0) }
        return isWritten ? .scalar(place) : nil
    }

    /// A text that is JSON already.
    func scalar(_ text: some Sequence<UInt8>) -> Encoded {
        .scalar(bytes.place { $0.append(contentsOf: text) })
    }

    func name(_ key: some CodingKey) -> Range<Int> {
        bytes.place { $0.append(escaping: key.stringValue) }
    }

    func text(of encoded: Encoded) -> [UInt8] {
        if case .scalar(let place) = encoded, place.count == bytes.count { return bytes }
        var writer = EncodedTextWriter(bytes)
        writer.write(encoded)
        return writer.output
    }
}

extension [UInt8] {
    /// Where it stands that somebody appends.
    fileprivate mutating func place(of append: (inout [UInt8]) -> Void) -> Range<Int> {
        let start = count
        append(&self)
        return start..<count
    }
}
