import AWSClient
import Foundation

/// Asks the person at the terminal for the code that a device shows, in the AWS CLI's words.
func askForCode(of device: String) async throws(ConfigurationError) -> Secret {
    let answer = await withCheckedContinuation { continuation in
        // Waiting for a person blocks.
        Thread.detachNewThread {
            continuation.resume(returning: SecretLine.ask("Enter MFA code for \(device): "))
        }
    }
    switch answer {
    case .line(let code): return Secret(code)
    case .interrupted: throw .cancelled
    case .noTerminal:
        throw .credentialsFailed(
            source: device,
            reason: "there is no terminal to ask for its code on. Run this once in a terminal: "
                + "other commands find the session until it ends."
        )
    }
}
