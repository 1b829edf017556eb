import Testing

@testable import LambdaPackager

struct BuildOutputTests {
    private func read(_ text: String) -> [BuildLine] {
        var output = BuildOutput()
        return text.split(separator: "\n").compactMap { output.read(String($0)) }
    }

    @Test func `a diagnostic that several passes tell is shown once`() {
        let diagnostic = """
            /p/main.swift:3:9: error: reference to var 'stdout'
            3 | setvbuf(stdout, nil, _IONBF, 0)
              |         `- error: reference to var 'stdout'
            /usr/include/stdio.h:144:14: note: var declared here
            """
        let warning = "/p/main.swift:9:1: warning: unused"
        let lines = read("\(diagnostic)\n\(diagnostic)\n\(warning)\n[3/4] Linking\n\(diagnostic)")
        let once = diagnostic.split(separator: "\n").map { BuildLine.diagnostic(String($0)) }
        #expect(lines == once + [.diagnostic(warning), .progress("[3/4] Linking")])
    }

    @Test(arguments: [
        "error: emit-module command failed with exit code 1 (use -v to see invocation)",
        "/p/a.o:a.c:function f: warning: Using 'getaddrinfo' in statically linked applications "
            + "requires at runtime the shared libraries from the glibc version used for linking",
        "warning: 'yams': found 2 file(s) which are unhandled; explicitly declare them\n    /p/a",
        "  ",
    ])
    func `nothing is said of what nobody can mend`(line: String) {
        #expect(read(line) == [])
    }

    @Test(arguments: ["[12/34] Compiling A a.swift", "Building for debugging...", "Fetching x"])
    func `how far a build is passes by`(line: String) {
        #expect(read(line) == [.progress(line)])
    }
}
