import Foundation
import Glibc
import Testing

@testable import LambdaPackager

struct IncludedFilesTests {
    private func paths(_ path: String) throws -> [String] {
        var files = IncludedFiles()
        try files.add(path)
        return files.entries.map { "\($0.path)\($0.isExecutable ? "*" : "")" }
    }

    @Test func `a folder is taken with all it holds, under its own name`() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/data/deep")
            try Files.replace("\(folder)/data/deep/größe.txt", with: [1])
            try Files.replace("\(folder)/data/run", with: [2], isExecutable: true)
            symlink("deep/größe.txt", "\(folder)/data/alias")
            #expect(
                try paths("\(folder)/data") == ["data/alias", "data/deep/größe.txt", "data/run*"]
            )
            #expect(try paths("\(folder)/data/run") == ["run*"])
        }
    }

    @Test(arguments: ["/etc/passwd", "../outside", "..", "/"])
    func `a link out of the folder is refused`(target: String) async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/data")
            try Files.replace("\(folder)/outside", with: [1])
            symlink(target, "\(folder)/data/link")
            let error = try #require(throws: PackagerError.self) { try paths("\(folder)/data") }
            #expect(error.description.contains("outside of what is included"))
        }
    }

    @Test func `a link to the folder it lies in has an end`() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/data")
            symlink(".", "\(folder)/data/again")
            #expect(throws: PackagerError.self) { try paths("\(folder)/data") }
        }
    }

    @Test func `a link to nothing and a pipe are refused`() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/data")
            symlink("nothing", "\(folder)/data/link")
            #expect(throws: PackagerError.self) { try paths("\(folder)/data") }
            unlink("\(folder)/data/link")
            mkfifo("\(folder)/data/pipe", 0o600)
            #expect(throws: PackagerError.notAFile("\(folder)/data/pipe")) {
                try paths("\(folder)/data")
            }
        }
    }

    @Test func `a name that is not UTF-8 is refused`() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/data")
            let name =
                Array("\(folder)/data/caf".utf8CString.dropLast()) + [CChar(bitPattern: 0xE9), 0]
            close(creat(name, 0o600))
            let error = try #require(throws: PackagerError.self) { try paths("\(folder)/data") }
            #expect(error.description.contains("not UTF-8"))
        }
    }

    @Test func `four gibibytes are refused before they are read`() async throws {
        try await withTemporaryFolder { folder in
            try Files.replace("\(folder)/huge", with: [])
            #expect(truncate("\(folder)/huge", 4 << 30) == 0)
            let error = PackagerError.includesTooMuch("\(folder)/huge", limit: 262_144_000)
            #expect(throws: error) { try paths("\(folder)/huge") }
        }
    }
}
