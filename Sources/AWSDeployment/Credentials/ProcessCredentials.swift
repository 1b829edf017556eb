import AWSClient
import Foundation

/// Credentials that a program prints.
///
/// Source: AWS SDKs and Tools reference, "Process credential provider".
struct ProcessCredentials: CredentialsProvider {
    let command: String

    func credentials() async throws(ConfigurationError) -> Credentials {
        let source = "credential_process"
        switch await ended() {
        case .success(let output):
            guard (try? JSON(parsing: output))?["Version"] == .number(1) else {
                throw .credentialsFailed(
                    source: source,
                    reason: "it printed no JSON object of version 1."
                )
            }
            return try Credentials(document: output, from: source)
        case .failure(let failure):
            throw .credentialsFailed(source: source, reason: failure.reason)
        }
    }

    private struct Failure: Error {
        let reason: String
    }

    /// Runs the program on a thread of its own, because waiting for it blocks.
    private func ended() async -> Result<[UInt8], Failure> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: run()) }
        }
    }

    private func run() -> Result<[UInt8], Failure> {
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec \(command)"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        do {
            try process.run()
            let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                let status = process.terminationStatus
                return .failure(Failure(reason: "it ended with status \(status)."))
            }
            return .success(Array(bytes))
        } catch {
            return .failure(Failure(reason: "it cannot be run: \(error)."))
        }
    }
}
