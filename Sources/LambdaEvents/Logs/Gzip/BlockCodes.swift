/// The two codes of a compressed block: bytes and lengths, and distances.
struct BlockCodes {
    let literals: HuffmanCode
    let distances: HuffmanCode

    /// The codes that every reader knows.
    ///
    /// Source: RFC 1951 section 3.2.6.
    static func fixed() throws(GzipError) -> BlockCodes {
        let literals = [(8, 144), (9, 112), (7, 24), (8, 8)]
            .flatMap { [Int](repeating: $0.0, count: $0.1) }
        return BlockCodes(
            literals: try HuffmanCode(lengths: literals),
            distances: try HuffmanCode(lengths: [Int](repeating: 5, count: 30))
        )
    }

    /// The codes at the head of a block, themselves coded.
    ///
    /// Source: RFC 1951 section 3.2.7.
    static func read(from reader: inout BitReader) throws(GzipError) -> BlockCodes {
        let literalCount = try reader.bits(5) + 257
        let distanceCount = try reader.bits(5) + 1
        let lengths = try lengths(literalCount + distanceCount, from: &reader)
        return BlockCodes(
            literals: try HuffmanCode(lengths: lengths.prefix(literalCount)),
            distances: try HuffmanCode(lengths: lengths.dropFirst(literalCount))
        )
    }

    private static func lengths(
        _ count: Int,
        from reader: inout BitReader
    ) throws(GzipError) -> [Int] {
        let code = try lengthCode(from: &reader)
        var lengths: [Int] = []
        while lengths.count < count {
            switch try code.symbol(from: &reader) {
            case 16:
                guard let last = lengths.last else { throw .invalid }
                lengths += [Int](repeating: last, count: try reader.bits(2) + 3)
            case 17: lengths += [Int](repeating: 0, count: try reader.bits(3) + 3)
            case 18: lengths += [Int](repeating: 0, count: try reader.bits(7) + 11)
            case let length: lengths.append(length)
            }
        }
        guard lengths.count == count else { throw .invalid }
        return lengths
    }

    /// The code of the lengths, whose own lengths stand in an order of their own.
    private static func lengthCode(from reader: inout BitReader) throws(GzipError) -> HuffmanCode {
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [Int](repeating: 0, count: order.count)
        for symbol in order.prefix(try reader.bits(4) + 4) { lengths[symbol] = try reader.bits(3) }
        return try HuffmanCode(lengths: lengths)
    }
}
