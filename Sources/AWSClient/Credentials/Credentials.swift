/// What signs a request: an access key, and the session token of temporary credentials.
package struct Credentials: Sendable, Hashable {
    package let accessKeyID: String
    package let secretAccessKey: Secret
    package let sessionToken: Secret?
    /// The second after 1970 from which on they are refused; nil where they hold for ever.
    package var expiration: Int?

    package init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String? = nil,
        expiration: Int? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = Secret(secretAccessKey)
        self.sessionToken = sessionToken.map(Secret.init)
        self.expiration = expiration
    }
}

/// Where credentials come from.
package protocol CredentialsProvider: Sendable {
    func credentials() async throws(ConfigurationError) -> Credentials
}

extension Credentials: CredentialsProvider {
    package func credentials() -> Credentials { self }
}
