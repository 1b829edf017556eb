/// Writes all that has been encoded, in its order.
struct EncodedTextWriter {
    private let bytes: [UInt8]
    private(set) var output: [UInt8] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        output.reserveCapacity(bytes.count * 3 / 2)
    }

    mutating func write(_ encoded: Encoded) {
        switch encoded {
        case .scalar(let place): output.append(contentsOf: bytes[place])
        case .array(let array): write(array.elements)
        case .object(let object): write(object.members)
        case .bytes(let values): write(values)
        case .pending(let encoder): write(encoder.written ?? .object(EncodedObject()))
        }
    }

    private mutating func write(_ elements: [Encoded]) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(element)
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ values: [UInt8]) {
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: String(value).utf8)
        }
    }

    /// In the order of their names; of those with one name the last.
    private mutating func write(_ members: [EncodedObject.Member]) {
        let order = order(of: members)
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for position in order.indices {
            let name = members[order[position]].name
            let isLast = position + 1 == order.count
            // The sort is stable: what was written last is last among its like.
            guard isLast || precedes(name, members[order[position + 1]].name) else { continue }
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            output.append(UInt8(ascii: "\""))
            output.append(contentsOf: bytes[name])
            output.append(UInt8(ascii: "\""))
            output.append(UInt8(ascii: ":"))
            write(members[order[position]].value)
        }
        output.append(UInt8(ascii: "}"))
    }

    private func order(of members: [EncodedObject.Member]) -> [Int] {
        var order = Array(members.indices)
        order.sort { precedes(members[$0].name, members[$1].name) }
        return order
    }

    private func precedes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        for offset in 0..<min(left.count, right.count) {
            let (byte, other) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
            if byte != other { return byte < other }
        }
        return left.count < right.count
    }
}
