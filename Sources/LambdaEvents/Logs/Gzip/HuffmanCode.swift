/// A canonical Huffman code: the lengths of its words say all.
///
/// Source: RFC 1951 section 3.2.2.
struct HuffmanCode {
    private static let longest = 15
    /// How many words there are of each length.
    private var counts = [Int](repeating: 0, count: longest + 1)
    /// The symbols in the order of their words.
    private var symbols: [Int] = []

    /// A code in which symbol `n` has a word of `lengths[n]` bits; zero means it has none.
    init(lengths: some Collection<Int>) throws(GzipError) {
        for length in lengths where length > 0 { counts[length] += 1 }
        var free = 1
        for count in counts.dropFirst() {
            free = free * 2 - count
            guard free >= 0 else { throw .invalid }
        }
        for length in 1...Self.longest {
            symbols += lengths.enumerated().filter { $0.element == length }.map(\.offset)
        }
    }

    /// Reads one word, and returns its symbol.
    func symbol(from reader: inout BitReader) throws(GzipError) -> Int {
        var word = 0
        var first = 0
        var index = 0
        for count in counts.dropFirst() {
            word |= try reader.bits(1)
            if word < first + count { return symbols[index + word - first] }
            index += count
            first = (first + count) << 1
            word <<= 1
        }
        throw .invalid
    }
}
