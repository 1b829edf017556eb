import Testing

@testable import LambdaPackager

struct BootstrapTests {
    private let product: ProductName

    init() throws {
        product = try ProductName("Probe")
    }

    private func bootstrap(
        _ content: [UInt8],
        _ wanted: Architecture = .current
    ) throws -> Bootstrap {
        try Bootstrap(content, of: product, at: "/build/Probe", for: wanted)
    }

    @Test func `a dynamic executable is refused that needs what Lambda does not have`() throws {
        let error = try #require(throws: PackagerError.self) {
            try bootstrap(Files.read("/usr/bin/openssl"))
        }
        #expect(error.description.contains("neither the zip nor Amazon Linux 2023 has"))
    }

    @Test func `an executable that starts nowhere is refused`() throws {
        var content = try Files.read("/bin/true")
        content.replaceSubrange(24..<32, with: [0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0])
        #expect(throws: PackagerError.noEntry(product, "/build/Probe")) { try bootstrap(content) }
    }

    @Test func `an executable for another processor is refused`() throws {
        var content = try Files.read("/bin/true")
        content[18] = 183
        #expect(throws: PackagerError.wrongArchitecture(product, found: .arm64, wanted: .x64)) {
            try bootstrap(content, .x64)
        }
    }

    @Test(arguments: ["", "#!/bin/sh\n", "\u{7F}ELF"])
    func `a file that is no executable is refused`(text: String) {
        #expect(throws: PackagerError.notAnExecutable(product, "/build/Probe")) {
            try bootstrap(Array(text.utf8))
        }
    }

    @Test func `a damaged executable is an error, wherever it is cut or changed`() throws {
        let content = Array(try Files.read("/bin/true").prefix(1024))
        for length in stride(from: 0, to: 1024, by: 7) {
            _ = try? ELFImage(Array(content[..<length]))
        }
        for place in 0..<1024 {
            var damaged = content
            damaged[place] = 0xFF
            _ = try? ELFImage(damaged)
        }
    }

    @Test(arguments: ["", "a/b", "..", "-x", "a b", "größe", String(repeating: "a", count: 129)])
    func `a name that is no plain file name is refused`(name: String) {
        #expect(throws: PackagerError.invalidName(name)) { try ProductName(name) }
    }
}
