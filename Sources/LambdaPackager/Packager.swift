import Foundation

/// Builds functions and writes their zips.
package struct Packager: Sendable {
    package let settings: PackageSettings

    private let report: @Sendable (BuildLine) -> Void

    package init(
        settings: PackageSettings,
        report: @escaping @Sendable (BuildLine) -> Void = { _ in }
    ) {
        self.settings = settings
        self.report = report
    }

    /// Builds one function and writes `NAME.zip`, `NAME.json` and `NAME.symbols` into the output folder, and `NAME` as a
    /// link to the zip.
    ///
    /// All files are replaced whole, and only after every check; a failure leaves the old ones.
    package func package(_ product: ProductName) async throws(PackagerError) -> PackagedFunction {
        try checkPlaces()
        let build = try await built(product)
        let map = LinkMap(try read(build.map))
        let libraries =
            build.linking == .bundled
            ? try await SharedLibraries.paths(of: build.executable, for: settings.architecture) : []
        let bootstrap = try Bootstrap(
            try read(build.executable),
            of: product,
            at: build.executable,
            for: settings.architecture,
            libraries: try SharedLibraries.entries(libraries),
            keepsUnwindTables: map.catchesExceptions
        )
        let swift = try await SwiftTool.version()
        let finder = ComponentFinder(settings: settings, swiftVersion: swift)
        let components = await finder.components(of: map, bundled: libraries)
        return try write(Package(build, swift, bootstrap, components, map), included())
    }

    private func checkPlaces() throws(PackagerError) {
        guard Files.exists("\(settings.packageFolder)/Package.swift") else {
            throw .noPackage(settings.packageFolder)
        }
        guard Files.exists("\(settings.libcurlFolder)/lib/pkgconfig/libcurl.pc") else {
            throw .noLibcurl(settings.libcurlFolder)
        }
        guard settings.architecture == .current else {
            throw .noToolchain(settings.architecture)
        }
    }

    /// Links statically, or where a library is in the way of that, with shared libraries that are packaged too.
    private func built(_ product: ProductName) async throws(PackagerError) -> FunctionBuild {
        var build = FunctionBuild(product: product, settings: settings, linking: settings.linking)
        let problem = StaticLinkProblem()
        do {
            try await run(build) { line in
                problem.read(line)
                report(line)
            }
        } catch {
            guard build.linking == .static, let library = problem.library else { throw error }
            build.linking = .bundled
            report(
                .diagnostic(
                    "\(product) cannot be linked statically for want of a static \(library); "
                        + "its shared libraries are packaged with it."
                )
            )
            try await run(build, report)
        }
        return build
    }

    private func run(
        _ build: FunctionBuild,
        _ report: @escaping @Sendable (BuildLine) -> Void
    ) async throws(PackagerError) {
        let environment = build.environment(from: ProcessInfo.processInfo.environment)
        try await SwiftTool.build(
            build.product,
            build.arguments,
            environment: environment,
            report: report
        )
    }

    private func included() throws(PackagerError) -> [ZipEntry] {
        var files = IncludedFiles()
        for path in settings.includedPaths { try files.add(path) }
        return files.entries
    }

    private func read(_ path: String) throws(PackagerError) -> [UInt8] {
        try PackagerError.wrappingFiles { () throws(FileError) in try Files.read(path) }
    }
}

// MARK: - Writing

extension Packager {
    /// All that is known of a function before its zip is made.
    private struct Package {
        let build: FunctionBuild
        let swift: String
        let bootstrap: Bootstrap
        let components: [Component]
        let map: LinkMap

        init(
            _ build: FunctionBuild,
            _ swift: String,
            _ bootstrap: Bootstrap,
            _ components: [Component],
            _ map: LinkMap
        ) {
            self.build = build
            self.swift = swift
            self.bootstrap = bootstrap
            self.components = components
            self.map = map
        }

        func manifest(_ entries: [ZipEntry], _ zip: [UInt8]) -> Manifest {
            Manifest(
                function: build.product.description,
                runtime: "provided.al2023",
                architecture: build.settings.architecture,
                linking: bootstrap.linking,
                sha256: hexadecimal(SHA256Digest(of: zip).bytes[...]),
                zipSize: zip.count,
                bootstrapSize: bootstrap.content.count,
                buildID: bootstrap.buildID,
                build: Manifest.BuildSettings(
                    swift: swift,
                    configuration: "release",
                    compilerFlags: build.compilerFlags,
                    linkerFlags: build.linkerFlags
                ),
                files: entries.map(Manifest.File.init),
                components: components
            )
        }
    }

    private func write(
        _ package: Package,
        _ included: [ZipEntry]
    ) throws(PackagerError) -> PackagedFunction {
        let product = package.build.product
        let entries = try PackagerError.wrappingArchive { () throws(ZipError) in
            try package.bootstrap.entries + included
        }
        try PackageLimits.check(entries, of: product)
        let zip = try PackagerError.wrappingArchive { () throws(ZipError) in
            try ZipWriter.archive(of: entries)
        }
        let manifest = package.manifest(entries, zip)
        let place = "\(settings.outputFolder)/\(product)"
        try PackagerError.wrappingFiles { () throws(FileError) in
            try Files.makeFolder(settings.outputFolder)
            try Files.replace("\(place).symbols", with: package.bootstrap.symbols)
            try Files.replace("\(place).zip", with: zip)
            // The template's name for the zip: SAM's builder passes over what is called .zip.
            try Files.link(place, to: "\(product).zip")
            try Files.replace("\(place).json", with: manifest.json)
        }
        return PackagedFunction(
            path: "\(place).zip",
            manifest: manifest,
            explanation: Explanation(package.map, entries, zipSize: zip.count)
        )
    }
}

/// A zip that was written.
package struct PackagedFunction: Sendable, Equatable {
    package let path: String
    package let manifest: Manifest
    package let explanation: Explanation
}
