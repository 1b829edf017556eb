/// Hands out bits, the lowest of each byte first.
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0
    private var buffer: UInt32 = 0
    private var buffered = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next bits as a number; at most 16, of which the first is the lowest.
    mutating func bits(_ count: Int) throws(GzipError) -> Int {
        while buffered < count {
            guard position < bytes.count else { throw .truncated }
            buffer |= UInt32(bytes[position]) << buffered
            position += 1
            buffered += 8
        }
        let value = buffer & ((1 << count) - 1)
        buffer >>= count
        buffered -= count
        return Int(value)
    }

    /// Skips to the next whole byte.
    mutating func alignToByte() {
        buffer = 0
        buffered = 0
    }

    /// A number of four bytes, the lowest first.
    mutating func word() throws(GzipError) -> UInt32 {
        let low = try bits(16)
        return UInt32(low | (try bits(16)) << 16)
    }
}
