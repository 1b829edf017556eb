import Glibc
import LambdaPackager
import Testing

struct FilesTests {
    @Test func `a file is replaced whole`() async throws {
        try await withTemporaryFolder { folder in
            try Files.replace("\(folder)/a", with: [1, 2, 3])
            try Files.replace("\(folder)/a", with: [4])
            #expect(try Files.read("\(folder)/a") == [4])
            #expect(try Tool("ls", folder).output == "a\n")
        }
    }

    @Test func `a file that cannot be put in its place leaves nothing behind`() async throws {
        try await withTemporaryFolder { folder in
            try Files.makeFolder("\(folder)/taken/inside")
            #expect(throws: FileError.self) { try Files.replace("\(folder)/taken", with: [1]) }
            #expect(try Tool("ls", folder).output == "taken\n")
        }
    }

    @Test func `a link takes the place of an older one`() async throws {
        try await withTemporaryFolder { folder in
            try Files.replace("\(folder)/a.zip", with: [1])
            try Files.link("\(folder)/a", to: "gone.zip")
            try Files.link("\(folder)/a", to: "a.zip")
            #expect(try Files.read("\(folder)/a") == [1])
            #expect(try Tool("ls", folder).output == "a\na.zip\n")
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root may mount a file system"))
    func `a full disk is an error and leaves the old file`() async throws {
        try await withTemporaryFolder { folder in
            #expect(try Tool("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder).status == 0)
            try Files.replace("\(folder)/a.zip", with: [1, 2, 3])
            let error = try #require(throws: FileError.self) {
                try Files.replace("\(folder)/a.zip", with: [UInt8](repeating: 7, count: 1 << 20))
            }
            #expect(error.description.hasSuffix("No space left on device"))
            #expect(try Files.read("\(folder)/a.zip") == [1, 2, 3])
            #expect(try Tool("ls", folder).output == "a.zip\n")
            #expect(try Tool("umount", folder).status == 0)
        }
    }

    @Test func `an error names the file and the reason`() throws {
        let error = try #require(throws: FileError.self) { try Files.read("/no/such/file") }
        #expect(error.description == "cannot read /no/such/file: No such file or directory")
    }
}
