import Testing

@testable import LambdaPackager

struct RequirementsTests {
    private func check(
        _ libraries: [String],
        _ versions: [String] = [],
        bundled: Set<String> = [],
        linked linking: Linking
    ) throws {
        var needs = ELFDynamic()
        needs.libraries = libraries
        needs.versions = Set(versions.compactMap(SymbolVersion.init))
        try Requirements(bundled: bundled).check(needs, of: "bootstrap", linked: linking)
    }

    @Test(arguments: [
        "GLIBC_2.2.5", "GLIBC_2.34", "GLIBCXX_3.4.29", "GLIBC_PRIVATE", "OPENSSL_3.0.0",
    ])
    func `what Amazon Linux 2023 has may be needed`(version: String) throws {
        try check(["libc.so.6", "libstdc++.so.6"], [version], linked: .system)
    }

    @Test(arguments: [
        ("GLIBC_2.35", "GLIBC_2.34"), ("GLIBC_2.100", "GLIBC_2.34"), ("GLIBC_3", "GLIBC_2.34"),
        ("GLIBCXX_3.4.30", "GLIBCXX_3.4.29"),
    ])
    func `a newer symbol is refused by its name`(version: String, limit: String) {
        #expect(throws: PackagerError.tooNew("bootstrap", needs: version, has: limit)) {
            try check(["libc.so.6"], ["GLIBC_2.17", version], linked: .system)
        }
        #expect(throws: Never.self) {
            try check(["libc.so.6"], [version], bundled: ["libc.so.6"], linked: .bundled)
        }
    }

    @Test func `a library that is nowhere is refused by its name`() {
        for linking in [Linking.system, .bundled] {
            #expect(throws: PackagerError.libraryNotBundled("libpq.so.5", neededBy: "bootstrap")) {
                try check(["libc.so.6", "libpq.so.5"], bundled: ["libc.so.6"], linked: linking)
            }
        }
        #expect(throws: PackagerError.libraryNotBundled("libc.so.6", neededBy: "bootstrap")) {
            try check(["libc.so.6"], linked: .bundled)
        }
    }

    @Test func `what a real program needs is read from it`() throws {
        let content = try Files.read("/bin/sh")
        let needs = try ELFDynamic(ELFImage(content), in: content)
        #expect(needs.libraries == ["libc.so.6"])
        #expect(needs.versions.contains { $0.family == "GLIBC" })
    }

    @Test func `a damaged program is an error, wherever it is cut or changed`() throws {
        let content = try Files.read("/bin/true")
        for length in stride(from: 64, to: content.count, by: 997) {
            let cut = Array(content[..<length])
            _ = try? ELFDynamic(ELFImage(cut), in: cut)
        }
        for place in stride(from: 0, to: content.count, by: 211) {
            var damaged = content
            damaged[place] = 0xFF
            _ = try? ELFDynamic(ELFImage(damaged), in: damaged)
            _ = ELFSections(damaged)
        }
    }

    @Test(arguments: [
        ("\tlibm.so.6 => /lib/libm.so.6 (0x00007f)", SharedLibraries.Line.found("/lib/libm.so.6")),
        ("\tlibx.so.1 => not found", .missing("libx.so.1")),
    ])
    func `the loader's list is understood`(line: String, meaning: SharedLibraries.Line) {
        #expect(SharedLibraries.Line(line[...]) == meaning)
    }

    @Test(arguments: ["\tlinux-vdso.so.1 (0x0)", "\t/lib64/ld-linux-x86-64.so.2 (0x0)", ""])
    func `what is no library on disk is skipped`(line: String) {
        #expect(SharedLibraries.Line(line[...]) == nil)
    }
}
