/// An archive that has been read and checked.
///
/// Made for functions' archives: stored and deflated regular files. Anything that could write outside the folder
/// it is unpacked into, or that hides what it holds, is refused.
///
/// Source: PKWARE APPNOTE.TXT, section 4.3.
package struct ZipArchive: Sendable, Equatable {
    package let entries: [ZipEntry]

    package init(_ bytes: [UInt8]) throws(ZipError) {
        let reader = LittleEndianReader(bytes: bytes)
        let directory = try ZipDirectory(reader)
        var entries: [ZipEntry] = []
        var paths: Set<ZipPath> = []
        var unpackedSize = 0
        for header in directory.headers where !header.isFolder {
            unpackedSize += Int(header.size)
            guard unpackedSize <= ZipFormat.largestFile else { throw .tooLarge("its content") }
            let entry = try header.entry(in: reader)
            guard paths.insert(entry.path).inserted else {
                throw .duplicatePath(entry.path.description)
            }
            entries.append(entry)
        }
        self.entries = entries
    }

    package subscript(path: String) -> ZipEntry? {
        entries.first { $0.path.description == path }
    }
}
