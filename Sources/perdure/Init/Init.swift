import ArgumentParser
import Foundation
import LambdaPackager

/// `perdure init`: makes a new package of functions.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a package with a durable function, one that is not, a template and a test.",
        discussion: """
            The package has the compiler's settings that make misuse of a workflow an error. Its build takes from \
            Perdure only what runs on Lambda: nothing of the command line, the emulator or the tests.
            """
    )

    @Argument(help: "The folder to make; its name becomes the package's.")
    var folder: String

    @Option(help: "Perdure itself: a folder or a Git URL (default: the folder of this command).")
    var perdure: String?

    @Option(help: "With a Git URL, the version to start from.")
    var from = "1.0.0"

    func run() throws {
        let root = URL(filePath: folder).standardizedFileURL.path(percentEncoded: false)
        let name = try ProductName(URL(filePath: root).lastPathComponent)
        let package = NewPackage(name: name.description, perdure: try dependency())
        for path in package.files.map(\.path) where Files.exists("\(root)/\(path)") {
            throw CommandError.refused("\(folder)/\(path) is there already; give a new folder")
        }
        for file in package.files {
            let path = URL(filePath: "\(root)/\(file.path)")
            try Files.makeFolder(path.deletingLastPathComponent().path(percentEncoded: false))
            try Files.replace(path.path(percentEncoded: false), with: Array(file.text.utf8))
            Console.say("\(folder)/\(file.path)")
        }
        Console.say("\nNext:  cd \(folder) && swift test && perdure dev")
    }

    private func dependency() throws -> NewPackage.Dependency {
        if let perdure, perdure.contains("://") || perdure.hasPrefix("git@") {
            return .repository(url: perdure, from: from)
        }
        guard let folder = perdure ?? Toolkit.folder else {
            throw CommandError.refused(
                "it is not known where Perdure is; give its folder or URL with --perdure"
            )
        }
        let path = URL(filePath: folder).standardizedFileURL.path(percentEncoded: false)
        guard Files.exists("\(path)/Sources/LambdaRuntime") else {
            throw CommandError.refused("\(folder) does not hold Perdure's sources")
        }
        return .folder(path.hasSuffix("/") ? String(path.dropLast()) : path)
    }
}

/// Where this command was built.
enum Toolkit {
    /// The folder above the executable that has the toolkit's sources; nil for a command that was installed elsewhere.
    static let folder: String? = {
        guard
            var folder = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe"
            )
        else { return nil }
        while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
            folder = String(folder[..<slash])
            if Files.exists("\(folder)/deploy/static-libcurl") { return folder }
        }
        return nil
    }()
}
