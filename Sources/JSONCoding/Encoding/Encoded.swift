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
    var elements: [Encoded] = []
}

final class EncodedObject {
    var members: [Member] = []

    struct Member {
        /// The place of the name, without its quotation marks.
        let name: Range<Int>
        let value: Encoded
    }
}

/// The bytes of all that has been encoded, in the order in which it was.
final class EncodedText {
    private var bytes: [UInt8] = []

    func null() -> Encoded {
        let start = bytes.count
        bytes.append(contentsOf: "null".utf8)
        return .scalar(start..<bytes.count)
    }

    /// Nil where JSON has no form for the value.
    func scalar(_ value: some JSONScalar) -> Encoded? {
        let start = bytes.count
        return value.write(into: &bytes) ? .scalar(start..<bytes.count) : nil
    }

    /// A text that is JSON already.
    func scalar(_ text: some Sequence<UInt8>) -> Encoded {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return .scalar(start..<bytes.count)
    }

    func name(_ key: some CodingKey) -> Range<Int> {
        let start = bytes.count
        bytes.append(escaping: key.stringValue)
        return start..<bytes.count
    }
}

// MARK: - Writing it all in its order

extension EncodedText {
    func text(of encoded: Encoded) -> [UInt8] {
        if case .scalar(let place) = encoded, place.count == bytes.count { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 5 / 4)
        write(encoded, into: &output)
        return output
    }

    private func write(_ encoded: Encoded, into output: inout [UInt8]) {
        switch encoded {
        case .scalar(let place): output.append(contentsOf: bytes[place])
        case .array(let array): write(array.elements, into: &output)
        case .object(let object): write(ordered(object.members), into: &output)
        case .bytes(let values): write(values, into: &output)
        case .pending(let encoder):
            write(encoder.written ?? .object(EncodedObject()), into: &output)
        }
    }

    private func write(_ elements: [Encoded], into output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(element, into: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private func write(_ values: [UInt8], into output: inout [UInt8]) {
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: String(value).utf8)
        }
    }

    private func write(_ members: [EncodedObject.Member], into output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            output.append(UInt8(ascii: "\""))
            output.append(contentsOf: bytes[member.name])
            output.append(UInt8(ascii: "\""))
            output.append(UInt8(ascii: ":"))
            write(member.value, into: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Members in the order of their names; of those with one name the last.
    private func ordered(_ members: [EncodedObject.Member]) -> [EncodedObject.Member] {
        let isOrdered = zip(members, members.dropFirst()).allSatisfy { precedes($0, $1) }
        if isOrdered { return members }
        var ordered: [EncodedObject.Member] = []
        // The sort is stable: what was written last is last among its like.
        for member in members.sorted(by: precedes) {
            if let last = ordered.last, !precedes(last, member) { ordered.removeLast() }
            ordered.append(member)
        }
        return ordered
    }

    private func precedes(
        _ left: EncodedObject.Member,
        _ right: EncodedObject.Member
    ) -> Bool {
        bytes[left.name].lexicographicallyPrecedes(bytes[right.name])
    }
}
