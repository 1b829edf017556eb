import AWSClient
import Foundation

/// A file of secrets: nobody else may read it, and nobody finds half of it.
enum PrivateFile {
    /// Where it cannot be kept, the secrets serve this process only.
    static func keep(_ text: [UInt8], at path: String) {
        let new = "\(path).\(RandomBytes.make(count: 8).hexadecimal)"
        let folder = URL(filePath: path).deletingLastPathComponent()
        // A folder that is not there makes the next line fail.
        try? FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: text)
            try file.close()
            rename(new, path)
        } catch {
            unlink(new)
        }
    }
}
