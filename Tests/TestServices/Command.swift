import Foundation

/// A program that is run to its end, while the threads of the concurrency pool stay free.
package struct Command: Sendable {
    package let path: String
    package let arguments: [String]
    package var environment: [String: String] = [:]
    package var input = ""

    package struct Result: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// A program by its path, or one that the machine finds by its name.
    package init(_ program: String, _ arguments: [String]) {
        let isPath = program.contains("/")
        path = isPath ? program : "/usr/bin/env"
        self.arguments = isPath ? arguments : [program] + arguments
    }

    package func run() async throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left behind lies in the system's temporary folder.
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "output")
        let errors = folder.appending(path: "errors")
        let status = try await status(of: process(in: folder, output: output, errors: errors))
        return Result(
            status: status,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        )
    }

    private func process(in folder: URL, output: URL, errors: URL) throws -> Process {
        let inputFile = folder.appending(path: "input")
        try Data(input.utf8).write(to: inputFile)
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        return process
    }

    private func status(of process: sending Process) async throws -> Int32 {
        try await withCheckedThrowingContinuation { ended in
            process.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                ended.resume(throwing: error)
            }
        }
    }
}
