/// Why an archive cannot be read or written.
package enum ZipError: Error, Hashable, CustomStringConvertible {
    case notAnArchive
    case damaged(String)
    case unsafePath(String)
    case duplicatePath(String)
    case unsupported(String)
    case tooLarge(String)

    package var description: String {
        switch self {
        case .notAnArchive: "this is not a zip archive"
        case .damaged(let what): "the zip archive is damaged: \(what)"
        case .unsafePath(let path):
            "the zip archive names \"\(path)\", which is not a plain path inside the archive"
        case .duplicatePath(let path): "the zip archive names \"\(path)\" twice"
        case .unsupported(let what): "the zip archive uses \(what), which is not supported"
        case .tooLarge(let what): "\(what) is too large for a function's archive"
        }
    }
}
