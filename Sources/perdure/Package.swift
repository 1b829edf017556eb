import ArgumentParser
import LambdaPackager

/// `perdure package`: builds functions and writes their zips.
struct Package: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build functions as static executables and write the zips that Lambda runs."
    )

    @Argument(help: "The functions to package; each is an executable product of the same name.")
    var functions: [String] = []

    func run() async throws {}
}
