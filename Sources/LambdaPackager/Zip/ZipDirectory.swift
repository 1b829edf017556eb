/// The list of files at the end of an archive.
struct ZipDirectory {
    let headers: [ZipHeader]

    init(_ reader: LittleEndianReader) throws(ZipError) {
        guard let end = Self.endRecord(reader),
            let count = reader.number(UInt16.self, at: end + 10),
            let start = reader.number(UInt32.self, at: end + 16)
        else { throw .notAnArchive }
        guard count < UInt16.max, start < UInt32.max else { throw .unsupported("zip64") }
        var headers: [ZipHeader] = []
        var offset = Int(start)
        for _ in 0..<count {
            let header = try ZipHeader(reader, at: offset)
            headers.append(header)
            offset = header.end
        }
        guard offset <= end else { throw .damaged("its directory overlaps its end") }
        self.headers = headers
    }

    /// The last record whose comment reaches exactly to the end of the file.
    private static func endRecord(_ reader: LittleEndianReader) -> Int? {
        let size = 22
        let last = reader.bytes.count - size
        let first = max(0, last - Int(UInt16.max))
        guard last >= 0 else { return nil }
        return (first...last).last { offset in
            guard reader.number(UInt32.self, at: offset) == ZipFormat.endSignature,
                let comment = reader.number(UInt16.self, at: offset + 20)
            else { return false }
            return offset + size + Int(comment) == reader.bytes.count
        }
    }
}
