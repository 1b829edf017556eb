import Foundation
import LambdaPackager

/// The files of a function: an executable or a folder as it is, or a zip unpacked once for each of
/// its versions.
actor FunctionCode {
    /// What is started, and the folder it finds itself in.
    struct Bootstrap: Hashable {
        let program: String
        let folder: String
    }

    private let path: String
    private let executable: String?
    private let unpackedRoot: String
    private var unpacked: (modified: Date, directory: String)?

    /// Takes an `executable` in place of what is at the path.
    ///
    /// `unpackedRoot` is a folder of this function's own; whoever made it removes it.
    init(path: String, executable: String? = nil, unpackedRoot: String) {
        self.path = path
        self.executable = executable
        self.unpackedRoot = unpackedRoot
    }

    func bootstrap() throws(FunctionCodeError) -> Bootstrap {
        if let executable {
            let folder = URL(fileURLWithPath: executable).deletingLastPathComponent().path
            return Bootstrap(program: executable, folder: folder)
        }
        let folder = try isFolder ? path : unpackedDirectory()
        let program = "\(folder)/bootstrap"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw .noBootstrap(path)
        }
        return Bootstrap(program: program, folder: folder)
    }

    private var isFolder: Bool {
        get throws(FunctionCodeError) {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw .missing(path)
            }
            return isFolder.boolValue
        }
    }

    private func unpackedDirectory() throws(FunctionCodeError) -> String {
        do {
            // A link's own date tells nothing of the zip.
            let zip = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            let attributes = try FileManager.default.attributesOfItem(atPath: zip)
            let modified = attributes[.modificationDate] as? Date ?? .distantPast
            if let unpacked, unpacked.modified == modified { return unpacked.directory }
            let directory = "\(unpackedRoot)/\(Int(modified.timeIntervalSince1970 * 1000))"
            try ZipArchive(contentsOf: zip).unpack(into: directory)
            unpacked = (modified, directory)
            return directory
        } catch {
            throw .unreadable(path, "\(error)")
        }
    }
}

/// Why a function cannot be started, and what to do about it.
enum FunctionCodeError: Error, Hashable, CustomStringConvertible {
    case missing(String)
    case noBootstrap(String)
    case unreadable(String, String)

    var description: String {
        switch self {
        case .missing(let path): "\(path) does not exist; run 'perdure package' first"
        case .noBootstrap(let path):
            "\(path) holds no executable file 'bootstrap'; run 'perdure package' again"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        }
    }
}
