import LambdaPackager
import Synchronization
import Testing

/// Real builds of a tiny package: the whole way but for libcurl, which it does not need.
struct PackagerTests {
    @Test func `the same sources give the same zip in every folder`() async throws {
        try await withTemporaryFolder { folder in
            let near = try await package("Probe", in: "\(folder)/near")
            let far = try await package("Probe", in: "\(folder)/a/much/deeper/place")
            #expect(near.manifest == far.manifest)
            #expect(try Files.read(near.path) == Files.read(far.path))
            try expectRunning(near, in: folder)
        }
    }

    @Test func `a crash of the stripped executable is found in its symbol file`() async throws {
        try await withTemporaryFolder { folder in
            let packaged = try await package("Probe", in: folder)
            try ZipArchive(contentsOf: packaged.path).unpack(into: "\(folder)/task")
            let symbols = "\(folder)/.perdure/Probe.symbols"
            let buildID = packaged.manifest.buildID
            for file in ["\(folder)/task/bootstrap", symbols] {
                let content = try Files.read(file)
                #expect(try ELFImage(content).buildID(in: content) == buildID)
            }
            let address = try Tool("nm", symbols).output.split(separator: "\n")
                .first { $0.contains("greeting") }?.split(separator: " ").first
            let log = "perdure: frame 0 0x\(try #require(address)) bootstrap \(buildID)\n"
            let named = try await LogSymbolicator(files: [symbols]).symbolicate(log)
            #expect(named.log.hasPrefix("perdure: frame 0 greeting(_:) at "))
            #expect(named.log.hasSuffix("Sources/Probe/main.swift:1\n"))
            let unknown = try await LogSymbolicator(files: []).symbolicate(log)
            #expect(unknown.log == log)
            #expect(unknown.unknown == [buildID])
        }
    }

    @Test func `a build that fails is an error and keeps the old zip`() async throws {
        try await withTemporaryFolder { folder in
            try writeSources(named: "Probe", in: folder, program: "this is not Swift")
            try Files.makeFolder("\(folder)/.perdure")
            try Files.replace("\(folder)/.perdure/Probe.zip", with: [1, 2, 3])
            let product = try ProductName("Probe")
            await #expect(throws: PackagerError.buildFailed(product, status: 1)) {
                try await packager(in: folder).package(product)
            }
            #expect(try Tool("ls", "\(folder)/.perdure").output == "Probe.zip\n")
            #expect(try Files.read("\(folder)/.perdure/Probe.zip") == [1, 2, 3])
        }
    }

    @Test func `a folder without a package is an error that says so`() async throws {
        try await withTemporaryFolder { folder in
            let product = try ProductName("Probe")
            await #expect(throws: PackagerError.noPackage(folder)) {
                try await packager(in: folder).package(product)
            }
        }
    }

    @Test func `a missing static libcurl is an error that names the script`() async throws {
        try await withTemporaryFolder { folder in
            try writeSources(named: "Probe", in: folder, program: "")
            var settings = PackageSettings(packageFolder: folder)
            settings.libcurlFolder = "\(folder)/none"
            let product = try ProductName("Probe")
            let error = await #expect(throws: PackagerError.self) {
                try await Packager(settings: settings).package(product)
            }
            #expect(error?.description.contains("deploy/static-libcurl") == true)
        }
    }

    @Test func `functions that a start runs lie beside each other`() async throws {
        try await withTemporaryFolder { folder in
            try writeSources(named: "Probe", in: folder, program: program)
            var settings = try packager(in: folder).settings
            settings.startupOrder = "\(folder)/order"
            let order = "swift_release\nno_such_function\nswift_retain\n"
            try Files.replace("\(folder)/order", with: Array(order.utf8))
            let packaged = try await Packager(settings: settings).package(ProductName("Probe"))
            try expectRunning(packaged, in: folder)
            let symbols = try Tool("nm", "\(folder)/.perdure/Probe.symbols").output
            let places = ["swift_retain", "swift_release"].map { name in
                symbols.split(separator: "\n").first { $0.hasSuffix(" T \(name)") }
                    .flatMap { Int($0.prefix { $0 != " " }, radix: 16) }
            }
            let distance = try #require(places[0]) - #require(places[1])
            #expect((1..<4096).contains(distance))
        }
    }

    @Test func `a library in shared form only is packaged with its loader, and that is said`()
        async throws
    {
        try await withTemporaryFolder { folder in
            try writeSources(named: "Probe", in: folder, program: "import CShared\nprint(major())")
            try writeSharedLibrary(in: folder)
            let lines = Mutex<[BuildLine]>([])
            let packager = try packager(in: folder) { line in lines.withLock { $0.append(line) } }
            let packaged = try await packager.package(ProductName("Probe"))
            #expect(packaged.manifest.linking == .bundled)
            let said = lines.withLock { lines in
                lines.contains { line in
                    guard case .diagnostic(let text) = line else { return false }
                    return text.hasPrefix("Probe cannot be linked statically for want of a static ")
                        && text.hasSuffix("libz.so.1; its shared libraries are packaged with it.")
                }
            }
            #expect(said)
            try ZipArchive(contentsOf: packaged.path).unpack(into: "\(folder)/task")
            let loader = packaged.manifest.files.map(\.path).first { $0.contains("/ld-linux") }
            // On Lambda the bootstrap finds its loader by itself, in /var/task.
            let tool = try Tool(
                "\(folder)/task/\(try #require(loader))",
                "\(folder)/task/bootstrap"
            )
            #expect(tool.output == "1\n")
        }
    }

    private func package(_ name: String, in folder: String) async throws -> PackagedFunction {
        try writeSources(named: name, in: folder, program: program)
        return try await packager(in: folder).package(ProductName(name))
    }

    /// Keeps the name of its source file, as the message of a trap does.
    private let program = """
        @inline(never) func greeting(_ value: Int) -> Int { value * CommandLine.arguments.count }
        func check(_ value: Int, file: String = #file) -> String {
            precondition(value < 100, "too large")
            return "\\(value) from \\(file)"
        }
        print(check(greeting(CommandLine.arguments.count)))
        """

    /// A module over zlib that names the shared library alone.
    private func writeSharedLibrary(in folder: String) throws {
        let files = [
            "Package.swift": """
            // swift-tools-version: 6.2
            import PackageDescription
            let package = Package(name: "probe", targets: [
                .systemLibrary(name: "CShared", pkgConfig: "shared"),
                .executableTarget(name: "Probe", dependencies: ["CShared"]),
            ])
            """,
            "Sources/CShared/module.modulemap": #"module CShared { header "shared.h" }"#,
            "Sources/CShared/shared.h": """
            const char *zlibVersion(void);
            static inline int major(void) { return zlibVersion()[0] - '0'; }
            """,
            "libcurl/lib/pkgconfig/shared.pc": """
            Name: shared
            Description: zlib
            Version: 1
            Libs: -l:libz.so.1

            """,
        ]
        for name in ["Sources/CShared", "libcurl/lib/pkgconfig"] {
            try Files.makeFolder("\(folder)/\(name)")
        }
        for (name, text) in files { try Files.replace("\(folder)/\(name)", with: Array(text.utf8)) }
    }

    private func packager(
        in folder: String,
        report: @escaping @Sendable (BuildLine) -> Void = { _ in }
    ) throws -> Packager {
        var settings = PackageSettings(packageFolder: folder)
        settings.libcurlFolder = "\(folder)/libcurl"
        try Files.makeFolder("\(folder)/libcurl/lib/pkgconfig")
        try Files.replace("\(folder)/libcurl/lib/pkgconfig/libcurl.pc", with: [])
        return Packager(settings: settings, report: report)
    }

    private func writeSources(named name: String, in folder: String, program: String) throws {
        let manifest = """
            // swift-tools-version: 6.2
            import PackageDescription
            let package = Package(name: "probe", targets: [.executableTarget(name: "\(name)")])
            """
        try Files.makeFolder("\(folder)/Sources/\(name)")
        try Files.replace("\(folder)/Package.swift", with: Array(manifest.utf8))
        try Files.replace("\(folder)/Sources/\(name)/main.swift", with: Array(program.utf8))
    }

    private func expectRunning(_ packaged: PackagedFunction, in folder: String) throws {
        try ZipArchive(contentsOf: packaged.path).unpack(into: "\(folder)/task")
        var tool = try Tool("\(folder)/task/bootstrap")
        // A process that another test starts holds what was being written until it runs its own program.
        while tool.output.contains("Text file busy") { tool = try Tool("\(folder)/task/bootstrap") }
        #expect(tool.status == 0)
        #expect(tool.output == "1 from Probe/main.swift\n")
    }
}
