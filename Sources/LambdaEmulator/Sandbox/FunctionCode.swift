import Foundation
import LambdaPackager

/// The files of a function: a folder as it is, or a zip unpacked once for each of its versions.
actor FunctionCode {
    private let path: String
    private let unpackedRoot: String
    private var unpacked: (modified: Date, directory: String)?

    /// `unpackedRoot` is a folder of this function's own; whoever made it removes it.
    init(path: String, unpackedRoot: String) {
        self.path = path
        self.unpackedRoot = unpackedRoot
    }

    /// The folder that holds `bootstrap`.
    func directory() throws(FunctionCodeError) -> String {
        let directory = try isFolder ? path : unpackedDirectory()
        guard FileManager.default.isExecutableFile(atPath: "\(directory)/bootstrap") else {
            throw .noBootstrap(path)
        }
        return directory
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
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let modified = attributes[.modificationDate] as? Date ?? .distantPast
            if let unpacked, unpacked.modified == modified { return unpacked.directory }
            let directory = "\(unpackedRoot)/\(Int(modified.timeIntervalSince1970 * 1000))"
            try ZipArchive(contentsOf: path).unpack(into: directory)
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
