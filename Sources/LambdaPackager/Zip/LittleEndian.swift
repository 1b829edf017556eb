/// Writes numbers as zip and ELF lay them out.
struct LittleEndianWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write<each Number: FixedWidthInteger & UnsignedInteger>(
        _ numbers: repeat each Number
    ) {
        for number in repeat each numbers {
            for shift in stride(from: 0, to: number.bitWidth, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
    }

    mutating func write(bytes content: some Sequence<UInt8>) {
        bytes.append(contentsOf: content)
    }
}

/// Reads numbers at places that may lie outside the bytes.
struct LittleEndianReader {
    let bytes: [UInt8]

    func number<Number: FixedWidthInteger & UnsignedInteger>(
        _: Number.Type,
        at offset: Int
    ) -> Number? {
        guard let field = slice(at: offset, count: Number.bitWidth / 8) else { return nil }
        return field.reversed().reduce(0) { $0 << 8 | Number($1) }
    }

    func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
            return nil
        }
        return bytes[offset..<offset + count]
    }
}
