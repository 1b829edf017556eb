package import AWSClient

/// Asks somebody for the code that a device shows now; the device is named by its serial number.
package typealias CodePrompt =
    @Sendable (_ device: String) async throws(ConfigurationError) -> Secret

/// Credentials of a role that demands the code of a device beside other credentials.
///
/// A code opens a session of some hours. It is kept for the commands that follow, so that not each of
/// them asks.
struct SecondFactorCredentials: CredentialsProvider {
    let role: RoleCredentials
    let device: String
    let ask: CodePrompt
    let file: SessionFile
    var now: @Sendable () -> Int = { SigningTime.now.secondsSince1970 }

    func credentials() async throws(ConfigurationError) -> Credentials {
        if let kept = file.credentials, let end = kept.expiration, end - now() >= 60 {
            return kept
        }
        let code = try await ask(device)
        let factor = STS.SecondFactor(serialNumber: device, code: code)
        let credentials = try await role.credentials(secondFactor: factor)
        file.keep(credentials)
        return credentials
    }
}
