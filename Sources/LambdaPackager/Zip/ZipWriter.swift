/// Writes archives that depend on nothing but their entries: the same files give the same bytes.
///
/// Entries are sorted by path, carry one fixed time, and say they were made on Unix so that the mode counts.
///
/// Source: PKWARE APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
package enum ZipWriter {
    package static func archive(of entries: [ZipEntry]) throws(ZipError) -> [UInt8] {
        var archive = LittleEndianWriter()
        var directory = LittleEndianWriter()
        var previous: ZipPath?
        for entry in entries.sorted(by: { $0.path.description < $1.path.description }) {
            guard entry.path != previous else { throw .duplicatePath(entry.path.description) }
            previous = entry.path
            let record = try Record(entry, offset: archive.bytes.count)
            archive.write(bytes: record.localHeader)
            archive.write(bytes: record.stored)
            directory.write(bytes: record.directoryHeader)
        }
        guard entries.count <= UInt16.max, archive.bytes.count < UInt32.max else {
            throw .tooLarge("the archive")
        }
        let start = archive.bytes.count
        archive.write(bytes: directory.bytes)
        archive.write(bytes: end(entries.count, directory: start..<archive.bytes.count))
        return archive.bytes
    }

    private static func end(_ count: Int, directory: Range<Int>) -> [UInt8] {
        var end = LittleEndianWriter()
        end.write(ZipFormat.endSignature, UInt16(0), UInt16(0), UInt16(count), UInt16(count))
        end.write(UInt32(directory.count), UInt32(directory.lowerBound), UInt16(0))
        return end.bytes
    }
}

/// One file as an archive holds it.
private struct Record {
    let entry: ZipEntry
    let stored: [UInt8]
    let method: UInt16
    let offset: UInt32

    init(_ entry: ZipEntry, offset: Int) throws(ZipError) {
        guard entry.content.count < ZipFormat.largestFile, offset < UInt32.max else {
            throw .tooLarge(entry.path.description)
        }
        let compressed = try Deflate.compress(entry.content)
        let pays = compressed.count < entry.content.count
        self.entry = entry
        self.offset = UInt32(offset)
        method = pays ? ZipFormat.deflated : ZipFormat.stored
        stored = pays ? compressed : entry.content
    }

    var localHeader: [UInt8] {
        var header = LittleEndianWriter()
        header.write(ZipFormat.localSignature)
        header.write(bytes: shared.bytes)
        header.write(bytes: name)
        return header.bytes
    }

    var directoryHeader: [UInt8] {
        let mode: UInt32 = entry.isExecutable ? 0o100755 : 0o100644
        var header = LittleEndianWriter()
        header.write(ZipFormat.directorySignature, ZipFormat.madeOnUnix)
        header.write(bytes: shared.bytes)
        header.write(UInt16(0), UInt16(0), UInt16(0), mode << 16, offset)
        header.write(bytes: name)
        return header.bytes
    }

    private var name: String.UTF8View { entry.path.description.utf8 }

    /// The fields that both headers have in common.
    private var shared: LittleEndianWriter {
        var fields = LittleEndianWriter()
        fields.write(ZipFormat.versionNeeded, ZipFormat.namesAreUTF8, method)
        fields.write(ZipFormat.midnight, ZipFormat.firstDayOf1980, checksum(of: entry.content))
        fields.write(
            UInt32(stored.count),
            UInt32(entry.content.count),
            UInt16(name.count),
            UInt16(0)
        )
        return fields
    }
}
