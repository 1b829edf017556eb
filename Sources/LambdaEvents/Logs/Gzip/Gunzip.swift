/// Unpacks one gzip member, to `limit` bytes at the most: a few bytes must not fill the memory.
///
/// Source: RFC 1952 section 2.3.
func gunzip(_ bytes: [UInt8], limit: Int = 64 << 20) throws(GzipError) -> [UInt8] {
    var reader = BitReader(bytes)
    try skipHeader(&reader)
    var inflater = Inflater(limit: limit)
    try inflater.inflate(&reader)
    reader.alignToByte()
    let checksum = try reader.word()
    let size = try reader.word()
    guard size == UInt32(truncatingIfNeeded: inflater.output.count),
        checksum == CRC32.checksum(of: inflater.output)
    else { throw .invalid }
    return inflater.output
}

private func skipHeader(_ reader: inout BitReader) throws(GzipError) {
    let magic = try reader.bits(16)
    let method = try reader.bits(8)
    guard magic == 0x8B1F, method == 8 else { throw .invalid }
    let flags = GzipFlags(rawValue: try reader.bits(8))
    guard flags.isSubset(of: .known) else { throw .invalid }
    // Time, compression level and system.
    for _ in 0..<6 { _ = try reader.bits(8) }
    if flags.contains(.extra) {
        for _ in 0..<(try reader.bits(16)) { _ = try reader.bits(8) }
    }
    if flags.contains(.name) { try skipText(&reader) }
    if flags.contains(.comment) { try skipText(&reader) }
    if flags.contains(.headerChecksum) { _ = try reader.bits(16) }
}

private func skipText(_ reader: inout BitReader) throws(GzipError) {
    while try reader.bits(8) != 0 {}
}

private struct GzipFlags: OptionSet {
    let rawValue: Int

    static let text = Self(rawValue: 1)
    static let headerChecksum = Self(rawValue: 2)
    static let extra = Self(rawValue: 4)
    static let name = Self(rawValue: 8)
    static let comment = Self(rawValue: 16)
    static let known: Self = [.text, .headerChecksum, .extra, .name, .comment]
}
