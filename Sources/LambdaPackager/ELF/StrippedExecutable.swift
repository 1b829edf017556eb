/// What Lambda runs of an executable, and apart from it the same executable with its symbols.
///
/// Both carry the same build id: a digest of what Lambda runs, so that it depends on nothing else.
struct StrippedExecutable: Sendable {
    let content: [UInt8]
    let symbols: [UInt8]
    let buildID: BuildID

    /// Nil where the linker left no room for a build id.
    init?(_ linked: [UInt8], _ image: ELFImage, keepsUnwindTables: Bool = true) {
        guard let room = image.buildIDRange else { return nil }
        // Symbols and debug information belong to no segment, and lie behind all of them.
        var content = Array(linked[..<image.loadedEnd])
        if !keepsUnwindTables { content.clearUnwindTables(ELFSections(linked), image) }
        content.removeSectionTable()
        content.clear(room)
        let digest = SHA256Digest(of: content).bytes.prefix(room.count)
        guard digest.count == room.count else { return nil }
        var symbols = linked
        content.replaceSubrange(room, with: digest)
        symbols.replaceSubrange(room, with: digest)
        self.content = content
        self.symbols = symbols
        buildID = BuildID(hexadecimal: hexadecimal(digest[...]))
    }
}

extension [UInt8] {
    /// Empties the tables by which exceptions of C++ find their way: a tenth of a zip, and Swift has none.
    ///
    /// A stack is still readable, by its frame pointers; debuggers find the tables in the symbol file.
    fileprivate mutating func clearUnwindTables(_ sections: ELFSections, _ image: ELFImage) {
        for name in [".eh_frame", ".eh_frame_hdr"] {
            if let range = sections[name], range.upperBound <= count { clear(range) }
        }
        for segment in image.segments where segment.kind == ELFSegment.unwindTable {
            // A segment of kind 0 is ignored.
            clear(segment.header..<segment.header + 4)
        }
    }

    /// Source: elf(5), `e_shoff`, `e_shnum` and `e_shstrndx`.
    fileprivate mutating func removeSectionTable() {
        for field in [40..<48, 60..<62, 62..<64] { clear(field) }
    }

    fileprivate mutating func clear(_ range: Range<Int>) {
        replaceSubrange(range, with: repeatElement(0, count: range.count))
    }
}
