/// Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
package struct EnvironmentCredentials: CredentialsProvider {
    private let environment: Environment

    package init(_ environment: Environment = .process) {
        self.environment = environment
    }

    package func credentials() throws(ConfigurationError) -> Credentials {
        guard let accessKeyID = environment["AWS_ACCESS_KEY_ID"],
            let secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"]
        else { throw .missingCredentials }
        return Credentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            sessionToken: environment["AWS_SESSION_TOKEN"]
        )
    }
}
