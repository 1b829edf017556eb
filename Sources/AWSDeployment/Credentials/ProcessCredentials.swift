import AWSClient
import Foundation
import JSONCoding

/// Credentials that a program prints.
///
/// Source: AWS SDKs and Tools reference, "Process credential provider".
struct ProcessCredentials: CredentialsProvider {
    let command: String
    /// How long it may take, which is as long as AWS's SDKs wait for it.
    var limit = Duration.seconds(60)

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
            throw .credentialsFailed(source: source, reason: failure.description)
        }
    }

    /// Runs the program on a thread of its own, because waiting for it blocks.
    private func ended() async -> Result<[UInt8], CredentialProgram.Failure> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { () throws(CredentialProgram.Failure) in
                        try CredentialProgram(command).result(until: .now + limit)
                    }
                )
            }
        }
    }
}
