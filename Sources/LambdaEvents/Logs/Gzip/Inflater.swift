/// Unpacks the blocks of a deflate stream.
///
/// Source: RFC 1951 section 3.2.
struct Inflater {
    private let limit: Int
    private(set) var output: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func inflate(_ reader: inout BitReader) throws(GzipError) {
        var isLast: Bool
        repeat {
            isLast = try reader.bits(1) == 1
            switch try reader.bits(2) {
            case 0: try copy(&reader)
            case 1: try unpack(&reader, with: .fixed())
            case 2: try unpack(&reader, with: .read(from: &reader))
            default: throw .invalid
            }
        } while !isLast
    }

    /// A block that is not compressed: its length, the length's complement, the bytes.
    private mutating func copy(_ reader: inout BitReader) throws(GzipError) {
        reader.alignToByte()
        let count = try reader.bits(16)
        guard try reader.bits(16) == count ^ 0xFFFF else { throw .invalid }
        for _ in 0..<count { try append(UInt8(reader.bits(8))) }
    }

    private mutating func unpack(
        _ reader: inout BitReader,
        with codes: BlockCodes
    ) throws(GzipError) {
        while true {
            let symbol = try codes.literals.symbol(from: &reader)
            switch symbol {
            case ..<256: try append(UInt8(symbol))
            case 256: return
            default:
                let length = try Extent.lengths.value(symbol - 257, from: &reader)
                let code = try codes.distances.symbol(from: &reader)
                try repeatBytes(length, from: Extent.distances.value(code, from: &reader))
            }
        }
    }

    /// Appends bytes that stand `distance` back; they may overlap with what is appended.
    private mutating func repeatBytes(_ count: Int, from distance: Int) throws(GzipError) {
        guard distance <= output.count else { throw .invalid }
        for _ in 0..<count { try append(output[output.count - distance]) }
    }

    private mutating func append(_ byte: UInt8) throws(GzipError) {
        guard output.count < limit else { throw .tooLarge }
        output.append(byte)
    }
}

/// Lengths or distances: each code stands for a smallest value, and bits that are added to it.
///
/// Source: RFC 1951 section 3.2.5.
private struct Extent {
    let base: [Int]
    let extraBits: [Int]

    func value(_ code: Int, from reader: inout BitReader) throws(GzipError) -> Int {
        guard base.indices.contains(code) else { throw .invalid }
        return base[code] + (try reader.bits(extraBits[code]))
    }

    static let lengths = Extent(
        base: [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
            115, 131, 163, 195, 227, 258,
        ],
        extraBits: [
            0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
        ]
    )
    static let distances = Extent(
        base: [
            1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025,
            1537, 2049, 3073, 4097, 6145, 8193, 12_289, 16_385, 24_577,
        ],
        extraBits: [
            0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12,
            12, 13, 13,
        ]
    )
}
