import Foundation

/// What a zip holds and how it was made; written beside it as JSON.
package struct Manifest: Sendable, Equatable, Codable {
    package let function: String
    package let runtime: String
    package let architecture: Architecture
    package let linking: Linking
    /// Of the zip, in hexadecimal.
    package let sha256: String
    package let zipSize: Int
    package let bootstrapSize: Int
    /// As in the lines of a crash in the log, and in the symbol file beside the zip.
    package let buildID: BuildID
    package let build: BuildSettings
    package let files: [File]
    /// What was put together to make the executable.
    package let components: [Component]

    /// What besides the sources decides about the bytes.
    package struct BuildSettings: Sendable, Equatable, Codable {
        package let swift: String
        package let configuration: String
        package let compilerFlags: [String]
        package let linkerFlags: [String]
    }

    package struct File: Sendable, Equatable, Codable {
        package let path: String
        package let size: Int
        package let sha256: String
        package let isExecutable: Bool
    }

    /// The same values give the same text.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Texts and numbers: there is nothing that JSON could not say.
        return Array((try? encoder.encode(self)) ?? Data()) + Array("\n".utf8)
    }
}

extension Manifest.File {
    init(_ entry: ZipEntry) {
        path = entry.path.description
        size = entry.content.count
        sha256 = hexadecimal(SHA256Digest(of: entry.content).bytes[...])
        isExecutable = entry.isExecutable
    }
}
