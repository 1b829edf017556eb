import AWSClient
import HTTPTransport

/// Credentials of a role, taken on with other credentials.
struct RoleCredentials: CredentialsProvider {
    let role: CredentialsSource.Role
    /// A client with those other credentials.
    let client: AWSClient

    func credentials() async throws(ConfigurationError) -> Credentials {
        try await credentials(secondFactor: nil)
    }

    func credentials(
        secondFactor: STS.SecondFactor?
    ) async throws(ConfigurationError) -> Credentials {
        try await client.credentials(
            from: STS.AssumeRole(
                roleARN: role.arn,
                sessionName: role.sessionName ?? defaultSessionName,
                externalID: role.externalID,
                duration: role.duration,
                secondFactor: secondFactor
            )
        )
    }
}

/// Credentials of a role, taken on with an identity provider's token.
struct WebIdentityCredentials: CredentialsProvider {
    let role: CredentialsSource.Role
    let tokenFile: String
    let client: AWSClient

    func credentials() async throws(ConfigurationError) -> Credentials {
        try await client.credentials(
            from: STS.AssumeRoleWithWebIdentity(
                roleARN: role.arn,
                sessionName: role.sessionName ?? defaultSessionName,
                token: try file(tokenFile)
            )
        )
    }
}

private let defaultSessionName = "perdure"

extension AWSClient {
    fileprivate func credentials<Call: AWSCall>(
        from call: Call
    ) async throws(ConfigurationError) -> Credentials where Call.Answer == Credentials {
        do throws(AWSError) {
            return try await send(call)
        } catch {
            throw .credentialsFailed(source: "STS", reason: "\(error)")
        }
    }
}
