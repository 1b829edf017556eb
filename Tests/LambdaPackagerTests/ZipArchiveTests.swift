import Foundation
import LambdaPackager
import Testing

struct ZipArchiveTests {
    @Test(arguments: [
        "/etc/passwd", "../escape", "a/../../b", "a//b", "./a", "a/..", "a\\b", "a\u{0}b", "a\nb",
        "",
    ])
    func `a path that could leave the folder is refused`(path: String) {
        #expect(throws: ZipError.unsafePath(path)) { try ZipPath(path) }
    }

    /// Archives made by Python, each with one thing wrong.
    @Test(arguments: HostileArchive.all)
    func `a hostile archive is refused`(hostile: HostileArchive) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/hostile.zip"
            let tool = try Tool("python3", "-W", "ignore", "-c", hostile.program, path)
            #expect(tool.status == 0, "\(tool.output)")
            #expect(throws: hostile.error) { try ZipArchive(contentsOf: path) }
        }
    }

    @Test func `an archive by another program is unpacked with its modes`() async throws {
        try await withTemporaryFolder { folder in
            let program = """
                import sys, zipfile
                with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:
                    archive.writestr('folder/', '')
                    info = zipfile.ZipInfo('folder/run')
                    info.external_attr = 0o100755 << 16
                    archive.writestr(info, 'stored')
                    archive.writestr('text', 'deflated ' * 100)
                """
            let tool = try Tool("python3", "-c", program, "\(folder)/other.zip")
            #expect(tool.status == 0, "\(tool.output)")
            try ZipArchive(contentsOf: "\(folder)/other.zip").unpack(into: "\(folder)/out/deep")
            #expect(try Files.read("\(folder)/out/deep/folder/run") == Array("stored".utf8))
            #expect(try Files.read("\(folder)/out/deep/text").count == 900)
            let modes = try Tool(
                "stat",
                "-c",
                "%a",
                "\(folder)/out/deep/folder/run",
                "\(folder)/out/deep/text"
            )
            #expect(modes.output == "755\n644\n")
        }
    }

    @Test func `an archive cut off anywhere is refused`() throws {
        let archive = try ZipWriter.archive(of: [
            ZipEntry(path: ZipPath("bootstrap"), content: Array("some content".utf8))
        ])
        for length in 0..<archive.count {
            #expect(throws: ZipError.self) { try ZipArchive(Array(archive[..<length])) }
        }
    }

    @Test func `a flipped bit is found or changes nothing but metadata`() throws {
        let content = Array("some content some content some content".utf8)
        let archive = try ZipWriter.archive(of: [
            ZipEntry(path: ZipPath("bootstrap"), content: content)
        ])
        for bit in 0..<archive.count * 8 {
            var damaged = archive
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let read = try? ZipArchive(damaged) else { continue }
            #expect(read.entries.allSatisfy { $0.content == content })
        }
    }
}

struct HostileArchive: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let error: ZipError
    let program: String

    init(_ name: String, _ error: ZipError, _ statements: String) {
        testDescription = name
        self.error = error
        program = """
            import sys, zipfile
            path = sys.argv[1]
            with zipfile.ZipFile(path, 'w') as archive:
                archive.writestr('bootstrap', 'x' * 64)
            \(statements)
            """
    }

    private static let append = "zipfile.ZipFile(path, 'a').writestr"
    private static let patch = "data = open(path, 'rb').read(); open(path, 'wb').write"

    static let all = [
        HostileArchive("climbs out", .unsafePath("../b"), "\(append)('../b', '')"),
        HostileArchive("is absolute", .unsafePath("/b"), "\(append)('/b', '')"),
        HostileArchive(
            "names a file twice",
            .duplicatePath("bootstrap"),
            "\(append)('bootstrap', '')"
        ),
        HostileArchive(
            "holds a symbolic link",
            .unsupported("\"link\", which is not a regular file"),
            """
            info = zipfile.ZipInfo('link')
            info.external_attr = 0o120777 << 16
            \(append)(info, '/etc')
            """
        ),
        HostileArchive(
            "is compressed otherwise",
            .unsupported("compression method 12"),
            "\(append)('b', 'x' * 99, zipfile.ZIP_BZIP2)"
        ),
        HostileArchive(
            "has a name that is not UTF-8",
            .unsupported("a name that is not UTF-8"),
            "\(patch)(data.replace(b'bootstrap', b'bootstra\\xff'))"
        ),
        HostileArchive(
            "has other content than it says",
            .damaged("the checksum of \"bootstrap\" is wrong"),
            "\(patch)(data.replace(b'xxxx', b'yyyy', 1))"
        ),
        HostileArchive("is something else", .notAnArchive, "open(path, 'w').write('hello')"),
    ]
}
