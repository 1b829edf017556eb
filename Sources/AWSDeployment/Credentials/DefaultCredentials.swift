package import AWSClient

extension AWSClient {
    /// A client with what the environment and the shared configuration files say.
    ///
    /// A profile that is named here comes before all keys in the environment.
    package convenience init(
        profile: String? = nil,
        region: Region? = nil,
        _ environment: Environment = .process,
        http: any HTTPSending
    ) throws(ConfigurationError) {
        let shared = SharedConfiguration(environment, profile: profile)
        let settings = environment.backed(by: shared.settings)
        let source =
            profile == nil
            ? try CredentialsSource(environment, shared)
            : try CredentialsSource(explicitProfileOf: shared, environment)
        let home = if let region { region } else { try Region(settings) }
        self.init(
            credentials: source.provider(settings, http: http),
            region: home,
            http: http,
            environment: settings,
            retryPolicy: try RetryPolicy(settings)
        )
    }
}

extension CredentialsSource {
    /// Whoever gets the credentials from there, and keeps them until shortly before they expire.
    func provider(_ settings: Environment, http: any HTTPSending) -> any CredentialsProvider {
        switch self {
        case .fixed(let credentials):
            credentials
        case .signIn(let signIn):
            RefreshingCredentials(
                SignInCredentials(
                    signIn: signIn,
                    client: AWSClient(
                        credentials: NoCredentials(),
                        region: signIn.region,
                        http: http,
                        environment: settings
                    )
                )
            )
        case .process(let command):
            RefreshingCredentials(ProcessCredentials(command: command))
        case .container(let endpoint):
            RefreshingCredentials(ContainerCredentials(endpoint: endpoint, http: http))
        case .instance:
            RefreshingCredentials(InstanceCredentials(environment: settings, http: http))
        case .role(let role, let source):
            RefreshingCredentials(
                RoleCredentials(
                    role: role,
                    client: Self.tokenService(source.provider(settings, http: http), settings, http)
                )
            )
        case .webIdentity(let role, let tokenFile):
            RefreshingCredentials(
                WebIdentityCredentials(
                    role: role,
                    tokenFile: tokenFile,
                    client: Self.tokenService(NoCredentials(), settings, http)
                )
            )
        }
    }

    /// A client of STS: in the region that the settings name, or else in the first of all.
    private static func tokenService(
        _ credentials: any CredentialsProvider,
        _ settings: Environment,
        _ http: any HTTPSending
    ) -> AWSClient {
        AWSClient(
            credentials: credentials,
            region: (try? Region(settings)) ?? .first,
            http: http,
            environment: settings
        )
    }
}

/// For calls that carry no signature.
private struct NoCredentials: CredentialsProvider {
    func credentials() throws(ConfigurationError) -> Credentials { throw .missingCredentials }
}
