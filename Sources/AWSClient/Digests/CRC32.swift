/// The checksum that DynamoDB sends with its answers, which is that of zip files.
///
/// Source: RFC 1952 section 8.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0xedb8_8320 : 0) }
    }

    static func checksum(of bytes: [UInt8]) -> UInt32 {
        let table = table
        return ~bytes.reduce(~0) { rest, byte in
            rest >> 8 ^ table[Int(UInt8(truncatingIfNeeded: rest) ^ byte)]
        }
    }
}
