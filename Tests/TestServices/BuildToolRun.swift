import Foundation

extension BuildTool {
    /// Runs the program to its end and returns what it wrote.
    package func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:]
    ) async throws -> String {
        let inputFile = FileManager.default.temporaryDirectory
            .appending(path: "input-\(UUID().uuidString)")
        try Data(input.utf8).write(to: inputFile)
        defer { try? FileManager.default.removeItem(at: inputFile) }
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ToolFailed(path: path, status: process.terminationStatus)
        }
        return String(decoding: data, as: UTF8.self)
    }
}

package struct ToolFailed: Error, CustomStringConvertible {
    package let path: String
    package let status: Int32

    package var description: String { "\(path) ended with status \(status)." }
}
