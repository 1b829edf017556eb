/// What Lambda runs of an executable, and apart from it the same executable with its symbols.
///
/// Both carry the same build id: a digest of what Lambda runs, so that it depends on nothing else.
struct StrippedExecutable: Sendable {
    let content: [UInt8]
    let symbols: [UInt8]
    let buildID: BuildID

    /// Nil where the linker left no room for a build id.
    init?(_ linked: [UInt8], _ image: ELFImage) {
        guard let room = image.buildIDRange else { return nil }
        // Symbols and debug information belong to no segment, and lie behind all of them.
        var content = Array(linked[..<image.loadedEnd])
        content.removeSectionTable()
        content.replaceSubrange(room, with: repeatElement(0, count: room.count))
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
    /// Source: elf(5), `e_shoff`, `e_shnum` and `e_shstrndx`.
    fileprivate mutating func removeSectionTable() {
        for field in [40..<48, 60..<62, 62..<64] {
            replaceSubrange(field, with: repeatElement(0, count: field.count))
        }
    }
}
