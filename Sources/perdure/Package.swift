import ArgumentParser
import Foundation
import LambdaEmulator
import LambdaPackager

/// `perdure package`: builds functions and writes their zips.
struct Package: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build functions as static executables and write the zips that Lambda runs.",
        discussion: """
            Each function is an executable product of the Swift package. NAME.zip goes to .perdure, which is \
            where template.yaml looks for it, with NAME.json beside it, which says what is inside and how it was \
            built, and NAME.symbols for 'perdure symbolicate'. The same sources give the same zip.

            A function that a library keeps from being linked statically gets its shared libraries into its zip.
            """
    )

    @Argument(help: "The functions to package; each is an executable product.")
    var functions: [String] = []

    @Flag(help: "Package every function of the template.")
    var all = false

    @Flag(help: "Show what takes the space.")
    var explain = false

    @Option(help: "The SAM template that --all reads.")
    var template = "template.yaml"

    @Option(help: "The folder of the Swift package.")
    var packagePath = "."

    @Option(help: "The build folder (default: .build-static in the package).")
    var scratchPath: String?

    @Option(help: "The folder the zips go to (default: .perdure in the package).")
    var output: String?

    @Option(
        name: .customLong("arch"),
        help: "The functions' processor; this machine's unless you say otherwise."
    )
    var architecture = Architecture.current

    @Option(help: "Link everything (static), or put shared libraries into the zip (bundled).")
    var linking = Linking.static

    @Option(help: "A file or folder to put beside the bootstrap; may be given several times.")
    var include: [String] = []

    func validate() throws {
        guard functions.isEmpty == all else {
            throw ValidationError("Name the functions to package, or give --all.")
        }
        guard linking != .system else {
            throw ValidationError("--linking is 'system'; give static or bundled")
        }
    }

    func run() async throws {
        for product in try products() {
            let progress = Progress("Packaging \(product)")
            let packager = Packager(settings: settings, report: progress.report)
            do {
                let packaged = try await packager.package(product)
                progress.end("Packaged \(product)")
                Console.say(line(packaged))
                if explain { Output.write(table: packaged.explanation.rows) }
            } catch {
                progress.hide()
                throw error
            }
        }
    }

    private func products() throws -> [ProductName] {
        guard all else { return try functions.map(ProductName.init) }
        let read = try Template(reading: template)
        return try Set(read.functions.compactMap(\.product)).sorted().map(ProductName.init)
    }

    private func line(_ packaged: PackagedFunction) -> String {
        let here = Self.absolute(".") + "/"
        let path =
            packaged.path.hasPrefix(here)
            ? packaged.path.dropFirst(here.count) : packaged.path[...]
        return "\(path)  \(packaged.manifest.zipSize.formatted(.byteCount(style: .decimal)))"
    }

    private var settings: PackageSettings {
        var settings = PackageSettings(packageFolder: Self.absolute(packagePath))
        if let scratchPath { settings.scratchFolder = Self.absolute(scratchPath) }
        if let output { settings.outputFolder = Self.absolute(output) }
        if let toolkit = Toolkit.folder, !Files.exists(settings.libcurlFolder) {
            settings.libcurlFolder = "\(toolkit)/.build-tools/static-libcurl"
        }
        settings.startupOrder = [settings.packageFolder, Toolkit.folder].compactMap(\.self)
            .map { "\($0)/deploy/startup-order" }.first(where: Files.exists)
        settings.architecture = architecture
        settings.linking = linking
        settings.includedPaths = include.map(Self.absolute)
        return settings
    }

    private static func absolute(_ path: String) -> String {
        var path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)[...]
        while path.count > 1, path.last == "/" { path.removeLast() }
        return String(path)
    }
}

extension Architecture: ExpressibleByArgument {}
extension Linking: ExpressibleByArgument {}

extension Template {
    /// Reads the file, which must have functions.
    init(
        reading path: String,
        parameters: [String: String] = [:],
        cloud: LocalCloud? = nil
    ) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandError.noTemplate(path)
        }
        let text = String(decoding: try Input.file(path), as: UTF8.self)
        try self.init(yaml: text, file: path, parameters: parameters, cloud: cloud)
        guard !functions.isEmpty else { throw CommandError.noFunctions(path) }
    }
}

extension Explanation {
    /// Parts below a hundredth of the whole are summed up.
    fileprivate var rows: [[String]] {
        let total = max(1, parts.reduce(0) { $0 + $1.bytes })
        let large = parts.filter { $0.bytes * 100 >= total }
        let small = parts.dropFirst(large.count)
        var rows = large.map { Self.row($0.name, $0.bytes, of: total) }
        if !small.isEmpty {
            let rest = small.reduce(0) { $0 + $1.bytes }
            rows.append(Self.row("\(small.count) smaller ones", rest, of: total))
        }
        return rows + files.map { Self.row($0.name, $0.bytes) }
    }

    private static func row(_ name: String, _ bytes: Int, of total: Int? = nil) -> [String] {
        let size = bytes.formatted(.byteCount(style: .decimal))
        return ["  \(name)", size, total.map { "\(bytes * 100 / $0) %" } ?? ""]
    }
}
