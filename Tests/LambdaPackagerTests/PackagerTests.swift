import LambdaPackager
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

    private func package(_ name: String, in folder: String) async throws -> PackagedFunction {
        try writeSources(named: name, in: folder, program: program)
        return try await packager(in: folder).package(ProductName(name))
    }

    /// Keeps the name of its source file, as the message of a trap does.
    private let program = """
        @inline(never) func greeting(_ value: Int) -> Int { value }
        func check(_ value: Int, file: String = #file) -> String {
            precondition(value < 100, "too large")
            return "\\(value) from \\(file)"
        }
        print(check(greeting(CommandLine.arguments.count)))
        """

    private func packager(in folder: String) throws -> Packager {
        var settings = PackageSettings(packageFolder: folder)
        settings.libcurlFolder = "\(folder)/libcurl"
        try Files.makeFolder("\(folder)/libcurl/lib/pkgconfig")
        try Files.replace("\(folder)/libcurl/lib/pkgconfig/libcurl.pc", with: [])
        return Packager(settings: settings)
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
        let tool = try Tool("\(folder)/task/bootstrap")
        #expect(tool.status == 0)
        #expect(tool.output == "1 from Probe/main.swift\n")
    }
}
