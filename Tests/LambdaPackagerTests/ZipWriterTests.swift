import LambdaPackager
import Testing

struct ZipWriterTests {
    private func sample() throws -> [ZipEntry] {
        [
            ZipEntry(
                path: try ZipPath("bootstrap"),
                isExecutable: true,
                content: Array(repeating: UInt8(ascii: "b"), count: 100_000)
            ),
            ZipEntry(path: try ZipPath("données/größe.txt"), content: Array("text".utf8)),
            ZipEntry(path: try ZipPath("empty"), content: []),
        ]
    }

    @Test func `what is written can be read back`() throws {
        let archive = try ZipArchive(ZipWriter.archive(of: sample()))
        #expect(archive.entries == (try sample()))
    }

    @Test func `the order of the entries does not change the bytes`() throws {
        let forwards = try ZipWriter.archive(of: sample())
        let backwards = try ZipWriter.archive(of: sample().reversed())
        #expect(forwards == backwards)
    }

    @Test func `a repeated path is refused`() throws {
        let entry = ZipEntry(path: try ZipPath("a"), content: [])
        #expect(throws: ZipError.duplicatePath("a")) {
            try ZipWriter.archive(of: [entry, entry])
        }
    }

    @Test(arguments: [["unzip", "-tq"], ["python3", "-m", "zipfile", "-t"], ["bsdtar", "-tf"]])
    func `other programs accept the archive`(command: [String]) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/sample.zip"
            try Files.replace(path, with: ZipWriter.archive(of: sample()))
            let tool = try Tool(["env"] + command + [path])
            #expect(tool.status == 0, "\(tool.output)")
        }
    }

    @Test func `a file that runs keeps its mode when another program unpacks it`() async throws {
        try await withTemporaryFolder { folder in
            try Files.replace("\(folder)/sample.zip", with: ZipWriter.archive(of: sample()))
            let tool = try Tool("unzip", "-q", "\(folder)/sample.zip", "-d", "\(folder)/out")
            #expect(tool.status == 0, "\(tool.output)")
            #expect(try Tool("stat", "-c", "%a", "\(folder)/out/bootstrap").output == "755\n")
        }
    }
}
