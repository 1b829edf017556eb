import Foundation
import LambdaPackager
import TestServices

/// A root folder with nothing in it but a function's zip at `/var/task`, `/tmp`, `/proc` and a few devices.
final class EmptyRoot: Sendable {
    let folder: String

    /// With files of one's own, by their paths.
    init(of sample: Sample, files: [String: [UInt8]] = [:]) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "empty-root-\(UUID().uuidString)").path()
        self.folder = folder
        for name in ["proc", "dev", "tmp"] { try Files.makeFolder("\(folder)/\(name)") }
        for device in Self.devices { try Files.replace("\(folder)/dev/\(device)", with: []) }
        chmod("\(folder)/tmp", 0o1777)
        for (path, content) in files {
            let file = "\(folder)\(path)"
            try Files.makeFolder(URL(filePath: file).deletingLastPathComponent().path())
            try Files.replace(file, with: content)
        }
        try ZipArchive(contentsOf: sample.zip).unpack(into: "\(folder)/var/task")
    }

    deinit {
        // What is left behind lies in the system's temporary folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    enum User: String {
        case unprivileged = "993:990"
        case root = "0:0"
    }

    /// The command that runs a program inside: in namespaces of its own, the task's folder read-only, with no environment but the one given.
    func command(
        _ program: [String],
        as user: User = .unprivileged,
        environment: [String: String] = [:]
    ) -> [String] {
        [
            "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "unshare", "--mount", "--pid", "--ipc", "--uts", "--fork",
            "sh", "-ec", Self.entrance, "entrance", folder,
        ] + environment.map { "\($0.key)=\($0.value)" }
            + ["/usr/sbin/chroot", "--userspec=\(user.rawValue)", "."] + program
    }

    private static let devices = ["null", "zero", "random", "urandom"]

    private static let entrance = """
        cd "$1"; shift
        for device in \(devices.joined(separator: " ")); do mount --bind /dev/$device dev/$device; done
        mount -t proc proc proc
        mount --bind var/task var/task
        mount -o remount,bind,ro var/task
        exec env -i "$@"
        """
}
