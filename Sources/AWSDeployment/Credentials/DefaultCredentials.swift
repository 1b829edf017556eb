package import AWSClient

extension AWSClient {
    /// A client with what the environment and the shared configuration files say.
    ///
    /// A profile that is named here comes before all keys in the environment; `askForCode` is for roles
    /// that demand a second factor.
    package convenience init(
        profile: String? = nil,
        region: Region? = nil,
        environment: Environment = .process,
        http: any HTTPSending,
        askForCode: @escaping CodePrompt
    ) throws(ConfigurationError) {
        let shared = SharedConfiguration(environment, profile: profile)
        let settings = environment.backed(by: try shared.settings)
        let source =
            profile == nil
            ? try CredentialsSource(environment, shared)
            : try CredentialsSource(explicitProfileOf: shared, environment)
        let home = if let region { region } else { try Region(settings) }
        let providers = ProviderFactory(settings: settings, http: http, askForCode: askForCode)
        self.init(
            credentials: providers.provider(of: source),
            region: home,
            http: http,
            environment: settings,
            retryPolicy: try RetryPolicy(settings)
        )
    }
}
