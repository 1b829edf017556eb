import Glibc

/// Files that a function finds beside its bootstrap, in `LAMBDA_TASK_ROOT`.
///
/// A folder is read with all it holds. What it holds is not trusted: nothing outside of it gets into the zip.
struct IncludedFiles {
    private(set) var entries: [ZipEntry] = []
    private var size = 0
    /// Where every file must lie.
    private var root = ""

    /// Reads a file, or a folder whose name then is the first part of the paths.
    mutating func add(_ path: String) throws(PackagerError) {
        guard let real = Self.realPath(path) else {
            throw .file(FileError("read", path))
        }
        root = real
        try add(path, as: ZipPath.name(of: path))
    }

    private mutating func add(_ path: String, as name: String) throws(PackagerError) {
        guard let real = Self.realPath(path) else { throw .file(FileError("read", path)) }
        guard real == root || real.hasPrefix(root + "/") else {
            throw .leavesFolder(path, to: real)
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw .file(FileError("read", path)) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: try addFolder(path, as: name)
        case S_IFREG: try addFile(path, as: name, status)
        default: throw .notAFile(path)
        }
    }

    private mutating func addFolder(_ path: String, as name: String) throws(PackagerError) {
        // A link to a folder above would have no end.
        guard name.utf8.count < 4096 else { throw .archive(.unsafePath(name)) }
        for child in try Self.names(in: path) {
            try add("\(path)/\(child)", as: "\(name)/\(child)")
        }
    }

    private mutating func addFile(
        _ path: String,
        as name: String,
        _ status: stat
    ) throws(PackagerError) {
        size += Int(status.st_size)
        guard size <= PackageLimits.unpacked else {
            throw .includesTooMuch(path, limit: PackageLimits.unpacked)
        }
        let place = try PackagerError.wrappingArchive { () throws(ZipError) in try ZipPath(name) }
        let content = try PackagerError.wrappingFiles { () throws(FileError) in try Files.read(path)
        }
        let isExecutable = status.st_mode & 0o111 != 0
        entries.append(ZipEntry(path: place, isExecutable: isExecutable, content: content))
    }

    private static func names(in folder: String) throws(PackagerError) -> [String] {
        guard let stream = opendir(folder) else { throw .file(FileError("read", folder)) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                throw .nameNotUTF8(folder, String(decoding: bytes, as: UTF8.self))
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
