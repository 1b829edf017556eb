import AWSClient

/// Makes whoever gets credentials from a source, and keeps them until shortly before they expire.
struct ProviderFactory {
    let settings: Environment
    let http: any HTTPSending
    let askForCode: CodePrompt

    func provider(of source: CredentialsSource) -> any CredentialsProvider {
        switch source {
        case .fixed(let credentials): credentials
        case .signIn(let signIn): RefreshingCredentials(credentials(of: signIn))
        case .process(let command):
            // It has the terminal while it runs, so it must not do that behind somebody's back.
            RefreshingCredentials(ProcessCredentials(command: command), isEager: false)
        case .container(let endpoint):
            RefreshingCredentials(ContainerCredentials(endpoint: endpoint, http: http))
        case .instance:
            RefreshingCredentials(InstanceCredentials(environment: settings, http: http))
        case .role(let role, let source): provider(of: role, from: source)
        case .webIdentity(let role, let tokenFile):
            RefreshingCredentials(
                WebIdentityCredentials(
                    role: role,
                    tokenFile: tokenFile,
                    client: tokenService(for: NoCredentials())
                )
            )
        }
    }

    /// Nobody is asked for a code before the session that the last one has opened has ended.
    private func provider(
        of role: CredentialsSource.Role,
        from source: CredentialsSource
    ) -> RefreshingCredentials {
        let plain = RoleCredentials(role: role, client: tokenService(for: provider(of: source)))
        guard let device = role.device else { return RefreshingCredentials(plain) }
        let asking = SecondFactorCredentials(
            role: plain,
            device: device,
            ask: askForCode,
            file: SessionFile(of: role, home: settings["HOME"] ?? "")
        )
        return RefreshingCredentials(asking, isEager: false)
    }

    private func credentials(of signIn: SignIn) -> SignInCredentials {
        SignInCredentials(signIn: signIn, client: client(NoCredentials(), in: signIn.region))
    }

    /// A client of STS: in the region that the settings name, or else in the first of all.
    private func tokenService(for credentials: any CredentialsProvider) -> AWSClient {
        client(credentials, in: (try? Region(settings)) ?? .first)
    }

    private func client(_ credentials: any CredentialsProvider, in region: Region) -> AWSClient {
        AWSClient(credentials: credentials, region: region, http: http, environment: settings)
    }
}

/// For calls that carry no signature.
private struct NoCredentials: CredentialsProvider {
    func credentials() throws(ConfigurationError) -> Credentials { throw .missingCredentials }
}
