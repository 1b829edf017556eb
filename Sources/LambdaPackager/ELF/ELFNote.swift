/// Reads the notes of a segment.
///
/// Source: System V ABI, "Note Section"; ld(1), `--build-id`.
extension LittleEndianReader {
    /// Where the build id lies; `nil` if no note gives one.
    func buildIDRange(in segment: Range<Int>) -> Range<Int>? {
        var place = segment.lowerBound
        while place < segment.upperBound {
            guard let nameSize = number(UInt32.self, at: place),
                let valueSize = number(UInt32.self, at: place + 4),
                let kind = number(UInt32.self, at: place + 8),
                let name = slice(at: place + 12, count: Int(nameSize)),
                let value = slice(at: place + 12 + Self.padded(nameSize), count: Int(valueSize))
            else { return nil }
            if kind == 3, name.elementsEqual("GNU\0".utf8) { return value.indices }
            place = value.startIndex + Self.padded(valueSize)
        }
        return nil
    }

    private static func padded(_ size: UInt32) -> Int { (Int(size) + 3) & ~3 }
}
