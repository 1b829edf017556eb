import ArgumentParser
import Foundation
import LambdaPackager

/// `perdure package`: builds functions and writes their zips.
struct Package: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build functions as static executables and write the zips that Lambda runs.",
        discussion: """
            Each function is an executable product of the Swift package. NAME.zip goes to .perdure, which is \
            where template.yaml looks for it, with NAME.json beside it, and NAME.symbols \
            for 'perdure symbolicate'.
            """
    )

    @Argument(help: "The functions to package; each is an executable product.")
    var functions: [String]

    @Option(help: "The folder of the Swift package.")
    var packagePath = "."

    @Option(help: "The build folder (default: .build-static in the package).")
    var scratchPath: String?

    @Option(help: "The folder the zips go to (default: .perdure in the package).")
    var output: String?

    func run() async throws {
        let products = try functions.map(ProductName.init)
        for product in products {
            let progress = Progress("Packaging \(product)")
            let packager = Packager(settings: settings, report: progress.report)
            do {
                let packaged = try await packager.package(product)
                progress.end("Packaged \(product)")
                Console.say(line(packaged))
            } catch {
                progress.hide()
                throw error
            }
        }
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
        return settings
    }

    private static func absolute(_ path: String) -> String {
        var path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)[...]
        while path.count > 1, path.last == "/" { path.removeLast() }
        return String(path)
    }
}
