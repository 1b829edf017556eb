import ArgumentParser
import Foundation
import LambdaPackager

/// `perdure symbolicate`: gives the addresses in a log the names they have in the source.
struct Symbolicate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Name the functions in the backtraces of a log.",
        discussion: """
            A function that crashes writes addresses and its build id to the log. This prints the log with \
            functions, files and lines in their place, found in the symbol file of the same build.
            """
    )

    @Argument(help: "The log, or any text that holds a backtrace; - for standard input.")
    var log = "-"

    @Option(help: "A symbol file; may be given several times (default: those in .perdure).")
    var symbols: [String] = []

    func run() async throws {
        let symbolicator = try LogSymbolicator(files: symbols.isEmpty ? Self.packaged : symbols)
        let text = String(decoding: try Input.file(log), as: UTF8.self)
        let (named, unknown) = try await symbolicator.symbolicate(text)
        FileHandle.standardOutput.write(Data(named.utf8))
        for build in unknown.map(\.description).sorted() {
            Console.note("no symbols of build \(build); give its file with --symbols")
        }
    }

    private static var packaged: [String] {
        // Without that folder there are none.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: ".perdure")) ?? []
        return names.filter { $0.hasSuffix(".symbols") }.sorted().map { ".perdure/\($0)" }
    }
}
