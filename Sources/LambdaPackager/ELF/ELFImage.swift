/// What the packager has to know of an executable or a shared library.
///
/// Source: System V ABI, "ELF-64 Object File Format"; elf(5).
package struct ELFImage: Sendable, Equatable {
    package let architecture: Architecture
    /// The path of the loader that must be there to start it; `nil` for a static executable.
    package let loader: String?
    /// Whether it has a dynamic section, which names the shared libraries it needs.
    package var isDynamic: Bool { segments.contains { $0.kind == ELFSegment.dynamic } }
    /// Where the file says which build it is; `nil` where it does not.
    let buildIDRange: Range<Int>?
    /// Where the part ends that is loaded into memory; symbols and debug information lie behind it.
    let loadedEnd: Int
    /// Whether execution starts inside of a segment that may be executed.
    let hasEntry: Bool
    let segments: [ELFSegment]

    package init(_ bytes: [UInt8]) throws(ELFError) {
        let reader = LittleEndianReader(bytes: bytes)
        guard bytes.starts(with: [0x7F] + "ELF".utf8), bytes.count >= 64 else {
            throw .notAnExecutable
        }
        guard bytes[4] == 2, bytes[5] == 1 else { throw .notAnExecutable }
        guard let machine = reader.number(UInt16.self, at: 18),
            let entry = reader.number(UInt64.self, at: 24)
        else { throw .damaged }
        guard let architecture = Architecture(machine: machine) else {
            throw .unknownMachine(machine)
        }
        self.architecture = architecture
        segments = try ELFSegment.table(in: reader)
        var loader: String?
        var buildIDRange: Range<Int>?
        var loadedEnd = 0
        for segment in segments {
            switch segment.kind {
            case ELFSegment.interpreter: loader = try segment.text(in: reader)
            case ELFSegment.load:
                loadedEnd = max(loadedEnd, try segment.range(in: reader).upperBound)
            case ELFSegment.note where buildIDRange == nil:
                buildIDRange = reader.buildIDRange(in: try segment.range(in: reader))
            default: break
            }
        }
        self.loader = loader
        self.buildIDRange = buildIDRange
        self.loadedEnd = loadedEnd
        hasEntry = segments.contains { $0.isExecutable && $0.holds(address: entry) }
    }
}

/// Why a file is not an executable that can be packaged.
package enum ELFError: Error, Hashable {
    case notAnExecutable
    case damaged
    case unknownMachine(UInt16)
}
