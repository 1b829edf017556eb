/// What a dynamically linked file needs of others.
///
/// Source: System V ABI, "Dynamic Section"; Linux Standard Base, "Symbol Version Requirements".
struct ELFDynamic: Sendable, Equatable {
    /// The names of shared libraries.
    var libraries: [String] = []
    /// The versions of symbols it needs of them, such as `GLIBC_2.34`.
    var versions: Set<SymbolVersion> = []

    init() {}

    /// Nothing is needed by a file without a dynamic section.
    init(_ image: ELFImage, in content: [UInt8]) throws(ELFError) {
        let reader = LittleEndianReader(bytes: content)
        guard let segment = image.segments.first(where: { $0.kind == ELFSegment.dynamic }) else {
            return
        }
        let entries = try Self.entries(in: segment.range(in: reader), reader)
        guard let names = entries.first(where: { $0.tag == Self.stringTable }),
            let start = image.offset(of: names.value)
        else { throw .damaged }
        let strings = StringTable(reader: reader, start: start)
        for entry in entries where entry.tag == Self.needed {
            libraries.append(try strings.text(at: entry.value))
        }
        guard let requirements = entries.first(where: { $0.tag == Self.versionRequirements }) else {
            return
        }
        guard let place = image.offset(of: requirements.value) else { throw .damaged }
        versions = try Self.versions(at: place, strings)
    }

    private static let needed: UInt64 = 1
    private static let stringTable: UInt64 = 5
    private static let versionRequirements: UInt64 = 0x6FFF_FFFE

    private static func entries(
        in range: Range<Int>,
        _ reader: LittleEndianReader
    ) throws(ELFError) -> [(tag: UInt64, value: UInt64)] {
        var entries: [(tag: UInt64, value: UInt64)] = []
        for place in stride(from: range.lowerBound, to: range.upperBound, by: 16) {
            guard let tag = reader.number(UInt64.self, at: place),
                let value = reader.number(UInt64.self, at: place + 8)
            else { throw .damaged }
            guard tag != 0 else { break }
            entries.append((tag, value))
        }
        return entries
    }

    /// One record for each library, and within it one for each version.
    private static func versions(
        at start: Int,
        _ strings: StringTable
    ) throws(ELFError) -> Set<SymbolVersion> {
        var versions: Set<SymbolVersion> = []
        let reader = strings.reader
        try walk(reader, from: start, link: 12) { record throws(ELFError) in
            guard let first = reader.number(UInt32.self, at: record + 8) else { throw .damaged }
            try walk(reader, from: record + Int(first), link: 12) { version throws(ELFError) in
                guard let name = reader.number(UInt32.self, at: version + 8) else { throw .damaged }
                let text = try strings.text(at: UInt64(name))
                if let version = SymbolVersion(text) { versions.insert(version) }
            }
        }
        return versions
    }

    /// Visits records that each say how far it is to the next; zero ends them.
    private static func walk(
        _ reader: LittleEndianReader,
        from start: Int,
        link: Int,
        _ visit: (Int) throws(ELFError) -> Void
    ) throws(ELFError) {
        var place = start
        while true {
            try visit(place)
            guard let distance = reader.number(UInt32.self, at: place + link) else {
                throw .damaged
            }
            guard distance != 0 else { return }
            place += Int(distance)
        }
    }
}

/// Texts that end with a zero.
private struct StringTable {
    let reader: LittleEndianReader
    let start: Int

    func text(at offset: UInt64) throws(ELFError) -> String {
        guard let offset = Int(exactly: offset), offset < reader.bytes.count - start else {
            throw .damaged
        }
        let bytes = reader.bytes[(start + offset)...].prefix { $0 != 0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ELFImage {
    fileprivate func offset(of address: UInt64) -> Int? {
        segments.lazy.compactMap { $0.offset(of: address) }.first
    }
}
