import AWSClient

/// Follows profiles that take their credentials from others.
struct ProfileChain {
    private let shared: SharedConfiguration
    private let environment: Environment
    private var visited: [String] = []

    init(shared: SharedConfiguration, environment: Environment) {
        self.shared = shared
        self.environment = environment
    }

    /// The role that a profile takes on, and with whose credentials.
    mutating func role(of name: String) throws(ConfigurationError) -> CredentialsSource {
        let profile = shared.profiles[name] ?? [:]
        guard profile["mfa_serial"] == nil else {
            throw problem(
                name,
                "it demands a second factor. Run “eval \"$(aws configure export-credentials "
                    + "--format env --profile \(name))\"”, which asks for it, and name no profile."
            )
        }
        let role = Self.role(profile)
        switch (profile["source_profile"], profile["credential_source"]) {
        case (let source?, nil): return .role(role, from: try credentials(of: source, for: name))
        case (nil, let source?): return .role(role, from: try ambient(source, for: name))
        case (nil, nil), (.some, .some):
            throw problem(name, "a role needs either source_profile or credential_source.")
        }
    }

    /// What a profile has itself; nil where it has nothing.
    func own(of name: String) throws(ConfigurationError) -> CredentialsSource? {
        let profile = shared.profiles[name] ?? [:]
        if let file = profile["web_identity_token_file"] {
            guard profile["role_arn"] != nil else {
                throw problem(name, "web_identity_token_file needs role_arn beside it.")
            }
            return .webIdentity(Self.role(profile), tokenFile: file)
        }
        if let signIn = try SignIn(profile: name, shared, environment) { return .signIn(signIn) }
        if let accessKeyID = profile["aws_access_key_id"] {
            return .fixed(try keys(accessKeyID, profile, name))
        }
        if let command = profile["credential_process"] { return .process(command: command) }
        return nil
    }

    private mutating func credentials(
        of source: String,
        for name: String
    ) throws(ConfigurationError) -> CredentialsSource {
        guard let profile = shared.profiles[source] else {
            throw problem(name, "its source_profile \(source) is in no file.")
        }
        let hasKeys = profile["aws_access_key_id"] != nil
        guard !visited.contains(source), source != name || hasKeys else {
            throw problem(name, "its source_profile leads back to itself.")
        }
        visited.append(source)
        if !hasKeys, profile["role_arn"] != nil, profile["web_identity_token_file"] == nil {
            return try role(of: source)
        }
        guard let own = try own(of: source) else {
            throw problem(name, "its source_profile \(source) has no credentials.")
        }
        return own
    }

    private func ambient(
        _ source: String,
        for name: String
    ) throws(ConfigurationError) -> CredentialsSource {
        switch source.lowercased() {
        case "environment":
            if let keys = try CredentialsSource.keys(in: environment) { return .fixed(keys) }
        case "ecscontainer":
            if let endpoint = try ContainerEndpoint(environment) { return .container(endpoint) }
        case "ec2instancemetadata":
            if let instance = CredentialsSource.instance(environment) { return instance }
        default: break
        }
        throw problem(name, "its credential_source \(source) has no credentials.")
    }

    private func keys(
        _ accessKeyID: String,
        _ profile: SharedConfiguration.Profile,
        _ name: String
    ) throws(ConfigurationError) -> Credentials {
        guard let secret = profile["aws_secret_access_key"] else {
            throw problem(name, "aws_access_key_id needs aws_secret_access_key beside it.")
        }
        return Credentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secret,
            sessionToken: profile["aws_session_token"]
        )
    }

    private static func role(_ profile: SharedConfiguration.Profile) -> CredentialsSource.Role {
        CredentialsSource.Role(
            arn: profile["role_arn"] ?? "",
            sessionName: profile["role_session_name"],
            externalID: profile["external_id"],
            duration: profile["duration_seconds"].flatMap { Int($0) }.map { .seconds($0) }
        )
    }

    private func problem(_ name: String, _ reason: String) -> ConfigurationError {
        .credentialsFailed(source: "profile \(name)", reason: reason)
    }
}
