/// The sections of a file as the linker leaves it; a stripped one has none.
///
/// Source: elf(5), `Elf64_Shdr`.
struct ELFSections {
    private var ranges: [String: Range<Int>] = [:]

    init(_ content: [UInt8]) {
        let reader = LittleEndianReader(bytes: content)
        guard let start = reader.number(UInt64.self, at: 40).flatMap({ Int(exactly: $0) }),
            let size = reader.number(UInt16.self, at: 58),
            let count = reader.number(UInt16.self, at: 60),
            let nameTable = reader.number(UInt16.self, at: 62),
            start > 0, start < content.count
        else { return }
        let names = Self.range(reader, start + Int(nameTable) * Int(size))
        for index in 0..<Int(count) {
            let place = start + index * Int(size)
            guard let name = reader.number(UInt32.self, at: place), let names,
                let range = Self.range(reader, place), Int(name) < names.count
            else { continue }
            let bytes = content[(names.lowerBound + Int(name))...].prefix { $0 != 0 }
            ranges[String(decoding: bytes, as: UTF8.self)] = range
        }
    }

    /// Where a section lies in the file.
    subscript(name: String) -> Range<Int>? { ranges[name] }

    private static func range(_ reader: LittleEndianReader, _ place: Int) -> Range<Int>? {
        guard let offset = reader.number(UInt64.self, at: place + 24).flatMap({ Int(exactly: $0) }),
            let size = reader.number(UInt64.self, at: place + 32).flatMap({ Int(exactly: $0) })
        else { return nil }
        return reader.slice(at: offset, count: size)?.indices
    }
}
