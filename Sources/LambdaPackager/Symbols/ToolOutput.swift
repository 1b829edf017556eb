import Dispatch
import Foundation

/// Runs a program of the toolchain to its end and takes what it writes.
enum ToolOutput {
    static func of(_ tool: String, _ arguments: [String]) async throws(SymbolError) -> Data {
        let result: Result<Data, SymbolError> = await withCheckedContinuation { continuation in
            // Not on a thread of the pool: it blocks until the program has ended.
            DispatchQueue.global().async { continuation.resume(returning: run(tool, arguments)) }
        }
        return try result.get()
    }

    private static func run(_ tool: String, _ arguments: [String]) -> Result<Data, SymbolError> {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        do {
            try process.run()
            let data = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return switch process.terminationStatus {
            case 0: .success(data)
            case 127: .failure(.missingTool(tool, reason: "it is not on PATH"))
            case let status: .failure(.toolFailed(tool, status: status))
            }
        } catch {
            return .failure(.missingTool(tool, reason: "\(error)"))
        }
    }
}
