/// What signs a request: an access key, and the session token of temporary credentials.
package struct Credentials: Sendable, Hashable {
    package let accessKeyID: String
    package let secretAccessKey: Secret
    package let sessionToken: Secret?

    package init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = Secret(secretAccessKey)
        self.sessionToken = sessionToken.map(Secret.init)
    }
}

/// Where credentials come from.
package protocol CredentialsProvider: Sendable {
    func credentials() async throws(ConfigurationError) -> Credentials
}

extension Credentials: CredentialsProvider {
    package func credentials() -> Credentials { self }
}
