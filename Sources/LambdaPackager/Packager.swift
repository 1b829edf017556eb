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

    /// Builds one function and writes `NAME.zip`, `NAME.json` and `NAME.symbols` into the output folder.
    ///
    /// All files are replaced whole, and only after every check; a failure leaves the old ones.
    package func package(_ product: ProductName) async throws(PackagerError) -> PackagedFunction {
        try checkPlaces()
        let build = StaticBuild(product: product, settings: settings)
        try await SwiftTool.build(
            product,
            build.arguments,
            environment: build.environment(from: ProcessInfo.processInfo.environment),
            report: report
        )
        return try write(try bootstrap(of: build), of: product)
    }

    private func checkPlaces() throws(PackagerError) {
        guard Files.exists("\(settings.packageFolder)/Package.swift") else {
            throw .noPackage(settings.packageFolder)
        }
        guard Files.exists("\(settings.libcurlFolder)/lib/pkgconfig/libcurl.pc") else {
            throw .noLibcurl(settings.libcurlFolder)
        }
    }

    private func bootstrap(of build: StaticBuild) throws(PackagerError) -> Bootstrap {
        let content = try Self.files { () throws(FileError) in try Files.read(build.executable) }
        return try Bootstrap(
            content,
            of: build.product,
            at: build.executable,
            for: settings.architecture
        )
    }

    func write(
        _ bootstrap: Bootstrap,
        of product: ProductName
    ) throws(PackagerError) -> PackagedFunction {
        let zip = try Self.archive { () throws(ZipError) in try bootstrap.archive() }
        let manifest = Manifest(product, settings.architecture, bootstrap, zip: zip)
        let place = "\(settings.outputFolder)/\(product)"
        try Self.files { () throws(FileError) in
            try Files.makeFolder(settings.outputFolder)
            try Files.replace("\(place).symbols", with: bootstrap.symbols)
            try Files.replace("\(place).zip", with: zip)
            try Files.replace("\(place).json", with: manifest.json)
        }
        return PackagedFunction(path: "\(place).zip", manifest: manifest)
    }

    private static func files<Value>(
        _ body: () throws(FileError) -> Value
    ) throws(PackagerError) -> Value {
        do throws(FileError) { return try body() } catch { throw .file(error) }
    }

    private static func archive<Value>(
        _ body: () throws(ZipError) -> Value
    ) throws(PackagerError) -> Value {
        do throws(ZipError) { return try body() } catch { throw .archive(error) }
    }
}

/// A zip that was written.
package struct PackagedFunction: Sendable, Equatable {
    package let path: String
    package let manifest: Manifest
}
