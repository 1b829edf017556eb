import AWSClient

/// Where credentials are to come from, as settings and files say; nothing has been asked yet.
indirect enum CredentialsSource: Sendable, Equatable {
    case fixed(Credentials)
    case role(Role, from: CredentialsSource)
    case webIdentity(Role, tokenFile: String)
    /// Somebody who has signed in on the web.
    case signIn(SignIn)
    /// A program that prints them.
    case process(command: String)
    case container(ContainerEndpoint)
    /// The machine that this runs on.
    case instance

    struct Role: Sendable, Equatable {
        var arn: String
        var sessionName: String?
        var externalID: String?
        var duration: Duration?
        /// The serial number of the device whose code it demands.
        var device: String?
    }
}

extension CredentialsSource {
    /// Chooses in AWS's order: keys in the environment, the profile's role, web identity, the
    /// profile's sign-in, keys or program, the container, the machine.
    ///
    /// Keys in the file for credentials come before a program, those in the other file after it.
    ///
    /// - Throws: `ConfigurationError` for a profile that is missing or contradicts itself.
    ///
    /// Source: AWS SDKs and Tools reference, "Credential provider chain"; botocore's order.
    init(_ environment: Environment, _ shared: SharedConfiguration) throws(ConfigurationError) {
        try shared.requireDemandedProfile()
        if let keys = try Self.keys(in: environment) {
            self = .fixed(keys)
        } else {
            try self.init(profileOf: shared, webIdentity: environment, environment)
        }
    }

    /// Chooses for a profile that was asked for by name: keys in the environment do not count.
    init(
        explicitProfileOf shared: SharedConfiguration,
        _ environment: Environment
    ) throws(ConfigurationError) {
        try shared.requireDemandedProfile()
        try self.init(profileOf: shared, webIdentity: [:], environment)
    }

    private init(
        profileOf shared: SharedConfiguration,
        webIdentity variables: Environment,
        _ environment: Environment
    ) throws(ConfigurationError) {
        let profile = shared.profile
        var chain = ProfileChain(shared: shared, environment: environment)
        if profile["role_arn"] != nil, profile["web_identity_token_file"] == nil {
            self = try chain.role(of: shared.profileName)
        } else if let own = try chain.own(of: shared.profileName, webIdentity: variables) {
            self = own
        } else if let endpoint = try ContainerEndpoint(environment) {
            self = .container(endpoint)
        } else if let instance = Self.instance(environment) {
            self = instance
        } else {
            throw .missingCredentials
        }
    }

    /// Keys in variables; an access key alone is a mistake.
    static func keys(in environment: Environment) throws(ConfigurationError) -> Credentials? {
        guard environment["AWS_ACCESS_KEY_ID"] != nil else { return nil }
        return try EnvironmentCredentials(environment).credentials()
    }

    /// Nil where the environment forbids to ask the machine.
    static func instance(_ environment: Environment) -> CredentialsSource? {
        environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() == "true" ? nil : .instance
    }
}
