import Glibc

/// Whole files, read and written.
package enum Files {
    package static func read(_ path: String) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("read", path) }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError("read", path) }
            guard count > 0 else { return content }
            content.append(contentsOf: buffer[..<count])
        }
    }

    /// Writes beside the place first and renames at the end: whoever looks sees the old file or the new one,
    /// never a part, and a failure leaves nothing behind.
    package static func replace(
        _ path: String,
        with content: [UInt8],
        isExecutable: Bool = false
    ) throws(FileError) {
        let temporary = "\(path).\(getpid()).tmp"
        do throws(FileError) {
            try write(content, to: temporary, mode: isExecutable ? 0o755 : 0o644)
            guard rename(temporary, path) == 0 else { throw FileError("write", path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Makes the place a symbolic link, instead of the file or link that was there.
    package static func link(_ path: String, to target: String) throws(FileError) {
        let temporary = "\(path).\(getpid()).tmp"
        guard symlink(target, temporary) == 0, rename(temporary, path) == 0 else {
            let error = FileError("write", path)
            unlink(temporary)
            throw error
        }
    }

    package static func makeFolder(_ path: String) throws(FileError) {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw FileError("create", path)
        }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FileError("create", path) }
    }

    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    private static func write(
        _ content: [UInt8],
        to path: String,
        mode: mode_t
    ) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError("write", path) }
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { bytes in
                Glibc.write(
                    descriptor,
                    bytes.baseAddress?.advanced(by: written),
                    bytes.count - written
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let error = FileError("write", path)
                close(descriptor)
                throw error
            }
            written += count
        }
        let isComplete = fsync(descriptor) == 0
        let error = FileError("write", path)
        guard close(descriptor) == 0, isComplete else { throw error }
    }
}

/// A file that could not be read or written, and the system's reason.
package struct FileError: Error, Hashable, CustomStringConvertible {
    package let description: String

    /// Takes the reason from `errno`.
    init(_ verb: String, _ path: String) {
        description = "cannot \(verb) \(path): \(String(cString: strerror(errno)))"
    }
}
