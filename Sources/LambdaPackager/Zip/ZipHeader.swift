/// One line of an archive's directory.
struct ZipHeader {
    let name: String
    let size: UInt32
    /// Where the next header starts.
    let end: Int

    private let flags: UInt16
    private let method: UInt16
    private let checksum: UInt32
    private let storedSize: UInt32
    private let mode: UInt32
    private let offset: UInt32

    var isFolder: Bool { name.hasSuffix("/") }

    init(_ reader: LittleEndianReader, at start: Int) throws(ZipError) {
        guard reader.number(UInt32.self, at: start) == ZipFormat.directorySignature,
            let flags = reader.number(UInt16.self, at: start + 8),
            let method = reader.number(UInt16.self, at: start + 10),
            let checksum = reader.number(UInt32.self, at: start + 16),
            let storedSize = reader.number(UInt32.self, at: start + 20),
            let size = reader.number(UInt32.self, at: start + 24),
            let nameSize = reader.number(UInt16.self, at: start + 28),
            let extraSize = reader.number(UInt16.self, at: start + 30),
            let commentSize = reader.number(UInt16.self, at: start + 32),
            let attributes = reader.number(UInt32.self, at: start + 38),
            let offset = reader.number(UInt32.self, at: start + 42),
            let nameBytes = reader.slice(at: start + 46, count: Int(nameSize))
        else { throw .damaged("its directory is cut off") }
        guard let name = String(validating: nameBytes, as: UTF8.self) else {
            throw .unsupported("a name that is not UTF-8")
        }
        self.name = name
        self.size = size
        self.flags = flags
        self.method = method
        self.checksum = checksum
        self.storedSize = storedSize
        self.offset = offset
        mode = attributes >> 16
        end = start + 46 + Int(nameSize) + Int(extraSize) + Int(commentSize)
    }

    func entry(in reader: LittleEndianReader) throws(ZipError) -> ZipEntry {
        let path = try ZipPath(name)
        guard flags & ZipFormat.isEncrypted == 0 else { throw .unsupported("encryption") }
        guard isRegularFile else { throw .unsupported("\"\(name)\", which is not a regular file") }
        let content = try content(in: reader)
        guard LambdaPackager.checksum(of: content) == checksum else {
            throw .damaged("the checksum of \"\(name)\" is wrong")
        }
        return ZipEntry(path: path, isExecutable: mode & 0o111 != 0, content: content)
    }

    /// Archives made elsewhere than on Unix have no mode.
    private var isRegularFile: Bool {
        let kind = mode & 0o170000
        return kind == 0 || kind == 0o100000
    }

    private func content(in reader: LittleEndianReader) throws(ZipError) -> [UInt8] {
        let stored = Array(try storedContent(in: reader))
        switch method {
        case ZipFormat.stored:
            guard storedSize == size else { throw .damaged("the size of \"\(name)\" is wrong") }
            return stored
        case ZipFormat.deflated:
            return try Deflate.decompress(stored, size: Int(size))
        default:
            throw .unsupported("compression method \(method)")
        }
    }

    /// The local header has a name and an extra field of its own; only their lengths matter here.
    private func storedContent(in reader: LittleEndianReader) throws(ZipError) -> ArraySlice<UInt8>
    {
        let start = Int(offset)
        guard reader.number(UInt32.self, at: start) == ZipFormat.localSignature,
            let nameSize = reader.number(UInt16.self, at: start + 26),
            let extraSize = reader.number(UInt16.self, at: start + 28),
            let content = reader.slice(
                at: start + 30 + Int(nameSize) + Int(extraSize),
                count: Int(storedSize)
            )
        else { throw .damaged("\"\(name)\" is cut off") }
        return content
    }
}
