/// What the packager has to know of an executable.
///
/// Source: System V ABI, "ELF-64 Object File Format"; elf(5).
package struct ELFImage: Sendable, Equatable {
    package let architecture: Architecture
    /// The path of the loader that must be there to start it; `nil` for a static executable.
    package let loader: String?
    /// Whether it has a dynamic section, which names the shared libraries it needs.
    package let isDynamic: Bool
    /// Where the file says which build it is; `nil` where it does not.
    let buildIDRange: Range<Int>?
    /// Where the part ends that is loaded into memory; symbols and debug information lie behind it.
    let loadedEnd: Int

    package init(_ bytes: [UInt8]) throws(ELFError) {
        let reader = LittleEndianReader(bytes: bytes)
        guard bytes.starts(with: [0x7F] + "ELF".utf8), bytes.count >= 64 else {
            throw .notAnExecutable
        }
        guard bytes[4] == 2, bytes[5] == 1 else { throw .notAnExecutable }
        guard let machine = reader.number(UInt16.self, at: 18),
            let tableOffset = reader.number(UInt64.self, at: 32).flatMap({ Int(exactly: $0) }),
            let entrySize = reader.number(UInt16.self, at: 54),
            let count = reader.number(UInt16.self, at: 56)
        else { throw .damaged }
        guard let architecture = Architecture(machine: machine) else {
            throw .unknownMachine(machine)
        }
        self.architecture = architecture
        var loader: String?
        var isDynamic = false
        var buildIDRange: Range<Int>?
        var loadedEnd = 0
        for index in 0..<Int(count) {
            let segment = try ELFSegment(
                reader,
                table: tableOffset,
                size: Int(entrySize),
                index: index
            )
            switch segment.kind {
            case ELFSegment.interpreter: loader = try segment.text(in: reader)
            case ELFSegment.dynamic: isDynamic = true
            case ELFSegment.load:
                loadedEnd = max(loadedEnd, try segment.range(in: reader).upperBound)
            case ELFSegment.note where buildIDRange == nil:
                buildIDRange = reader.buildIDRange(in: try segment.range(in: reader))
            default: break
            }
        }
        self.loader = loader
        self.isDynamic = isDynamic
        self.buildIDRange = buildIDRange
        self.loadedEnd = loadedEnd
    }
}

/// A line of the program header table.
private struct ELFSegment {
    static let load: UInt32 = 1
    static let dynamic: UInt32 = 2
    static let interpreter: UInt32 = 3
    static let note: UInt32 = 4

    let kind: UInt32
    let offset: UInt64
    let size: UInt64

    init(_ reader: LittleEndianReader, table: Int, size: Int, index: Int) throws(ELFError) {
        let (start, overflow) = table.addingReportingOverflow(index * size)
        guard !overflow, start < reader.bytes.count,
            let kind = reader.number(UInt32.self, at: start),
            let offset = reader.number(UInt64.self, at: start + 8),
            let length = reader.number(UInt64.self, at: start + 32)
        else { throw .damaged }
        self.kind = kind
        self.offset = offset
        self.size = length
    }

    func range(in reader: LittleEndianReader) throws(ELFError) -> Range<Int> {
        guard let offset = Int(exactly: offset), let size = Int(exactly: size),
            let bytes = reader.slice(at: offset, count: size)
        else { throw .damaged }
        return bytes.indices
    }

    func text(in reader: LittleEndianReader) throws(ELFError) -> String {
        let bytes = reader.bytes[try range(in: reader)]
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// Why a file is not an executable that can be packaged.
package enum ELFError: Error, Hashable {
    case notAnExecutable
    case damaged
    case unknownMachine(UInt16)
}
