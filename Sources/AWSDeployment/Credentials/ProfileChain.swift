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
        let role = Self.role(profile)
        switch (profile["source_profile"], profile["credential_source"]) {
        case (let source?, nil): return .role(role, from: try credentials(of: source, for: name))
        case (nil, let source?): return .role(role, from: try ambient(source, for: name))
        case (nil, nil), (.some, .some):
            throw problem(name, "a role needs either source_profile or credential_source.")
        }
    }

    /// What a profile has itself, or nil; variables that are given come before its web identity.
    func own(
        of name: String,
        webIdentity variables: Environment = [:]
    ) throws(ConfigurationError) -> CredentialsSource? {
        let profile = shared.profiles[name] ?? [:]
        if let identity = try webIdentity(profile, variables, name) { return identity }
        if let signIn = try SignIn(profile: name, shared, environment) { return .signIn(signIn) }
        if let keys = try keys(shared.credentialsProfiles[name], name) { return .fixed(keys) }
        guard profile["login_session"] == nil else {
            throw problem(
                name,
                "it signs in with “aws login”. Name a profile with “credential_process = aws "
                    + "configure export-credentials --profile \(name) --format process” instead."
            )
        }
        if let command = profile["credential_process"] { return .process(command: command) }
        return try keys(shared.configProfiles[name], name).map(CredentialsSource.fixed)
    }

    private func webIdentity(
        _ profile: SharedConfiguration.Profile,
        _ variables: Environment,
        _ name: String
    ) throws(ConfigurationError) -> CredentialsSource? {
        let file = variables["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? profile["web_identity_token_file"]
        guard let file else { return nil }
        var role = Self.role(profile)
        role.arn = variables["AWS_ROLE_ARN"] ?? role.arn
        role.sessionName = variables["AWS_ROLE_SESSION_NAME"] ?? role.sessionName
        guard !role.arn.isEmpty else {
            throw problem(name, "a web identity needs role_arn or AWS_ROLE_ARN beside its token.")
        }
        return .webIdentity(role, tokenFile: file)
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
        _ profile: SharedConfiguration.Profile?,
        _ name: String
    ) throws(ConfigurationError) -> Credentials? {
        guard let profile, let accessKeyID = profile["aws_access_key_id"] else { return nil }
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
            duration: profile["duration_seconds"].flatMap { Int($0) }.map { .seconds($0) },
            device: profile["mfa_serial"]
        )
    }

    private func problem(_ name: String, _ reason: String) -> ConfigurationError {
        .credentialsFailed(source: "profile \(name)", reason: reason)
    }
}
