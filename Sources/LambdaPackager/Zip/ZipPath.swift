/// The place of a file inside an archive: relative, and never out of the folder it is unpacked into.
package struct ZipPath: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// - Throws: ``ZipError/unsafePath(_:)`` for an absolute path, one with an empty, `.` or `..` part, a
    ///   backslash or a control character.
    package init(_ path: String) throws(ZipError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isSafe = parts.allSatisfy { $0 != "" && $0 != "." && $0 != ".." }
        let isPlain = path.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0 != "\\" && $0.value != 0x7F
        }
        guard isSafe, isPlain, path.utf8.count < 4096 else { throw .unsafePath(path) }
        description = path
    }
}

extension ZipPath {
    var name: String { Self.name(of: description) }

    /// The last part of a path.
    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
