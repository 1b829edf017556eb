package import AWSClient
import FoundationEssentials

/// The profiles that people keep in `~/.aws`, and which of them counts.
package struct SharedConfiguration: Sendable, Equatable {
    package typealias Profile = [String: String]

    /// The profile that was asked for, by `AWS_PROFILE` or by name.
    package let profileName: String
    /// Whether anybody asked; `default` may be missing where nobody did.
    private let isProfileDemanded: Bool
    /// What both files say together.
    package let profiles: [String: Profile]
    /// What each of the files says alone; keys are taken from one of them.
    let configProfiles: [String: Profile]
    let credentialsProfiles: [String: Profile]
    private let services: [String: Profile]
    let ssoSessions: [String: Profile]

    /// Takes the texts of both files; where they differ, that of the credentials counts.
    init(config: String, credentials: String, profileName: String?) {
        self.profileName = profileName ?? "default"
        isProfileDemanded = profileName != nil
        let sections = ConfigurationFile(config).sections
        var profiles = sections.filter { $0.key == "default" }
        var services: [String: Profile] = [:]
        var ssoSessions: [String: Profile] = [:]
        for (title, settings) in sections {
            if let name = title.name(after: "profile ") { profiles[name] = settings }
            if let name = title.name(after: "services ") { services[name] = settings }
            if let name = title.name(after: "sso-session ") { ssoSessions[name] = settings }
        }
        configProfiles = profiles
        credentialsProfiles = ConfigurationFile(credentials).sections
        self.profiles = profiles.merging(credentialsProfiles) { $0.merging($1) { $1 } }
        self.services = services
        self.ssoSessions = ssoSessions
    }

    /// Reads the files that the environment names, or else those in `~/.aws`; a file that is not
    /// there is empty.
    package init(_ environment: Environment, profile: String? = nil) {
        let home = environment["HOME"] ?? ""
        func text(_ setting: String, _ file: String) -> String {
            let path = environment[setting] ?? "\(home)/.aws/\(file)"
            let expanded = path.hasPrefix("~/") ? home + path.dropFirst() : path
            // A file that cannot be read is as good as none; what is missing then will be named.
            return (try? String(contentsOfFile: expanded, encoding: .utf8)) ?? ""
        }
        self.init(
            config: text("AWS_CONFIG_FILE", "config"),
            credentials: text("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
            profileName: profile ?? environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"]
        )
    }

    var profile: Profile { profiles[profileName] ?? [:] }

    /// A profile that somebody asked for and that is not there is a mistake, whatever else there is.
    func requireDemandedProfile() throws(ConfigurationError) {
        guard !isProfileDemanded || profiles[profileName] != nil else {
            throw .credentialsFailed(
                source: "profile \(profileName)",
                reason: "no shared configuration file has it."
            )
        }
    }
}

extension SharedConfiguration {
    /// What the profile says, under the names of the environment variables that say the same.
    ///
    /// Put it below the environment: `Environment.process.backed(by: configuration.settings)`.
    ///
    /// - Throws: `ConfigurationError` for a profile whose services are in no file: its calls must not go
    ///   to AWS instead.
    package var settings: Environment {
        get throws(ConfigurationError) {
            var settings: [String: String] = [:]
            for (name, variable) in Self.variables { settings[variable] = profile[name] }
            let suffix = ".endpoint_url"
            for (name, url) in try servicesOfProfile where name.hasSuffix(suffix) {
                settings["AWS_ENDPOINT_URL_\(name.dropLast(suffix.count).uppercased())"] = url
            }
            return Environment(settings)
        }
    }

    private var servicesOfProfile: Profile {
        get throws(ConfigurationError) {
            guard let name = profile["services"] else { return [:] }
            guard let services = services[name] else {
                throw .credentialsFailed(
                    source: "profile \(profileName)",
                    reason: "its services \(name) are in no file."
                )
            }
            return services
        }
    }

    private static let variables = [
        "region": "AWS_REGION",
        "endpoint_url": "AWS_ENDPOINT_URL",
        "ignore_configured_endpoint_urls": "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "use_fips_endpoint": "AWS_USE_FIPS_ENDPOINT",
        "use_dualstack_endpoint": "AWS_USE_DUALSTACK_ENDPOINT",
        "max_attempts": "AWS_MAX_ATTEMPTS",
        "ec2_metadata_service_endpoint": "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "ec2_metadata_service_endpoint_mode": "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
        "metadata_service_timeout": "AWS_METADATA_SERVICE_TIMEOUT",
        "metadata_service_num_attempts": "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
    ]
}

extension String {
    /// What follows a word, without the quotation marks it may have.
    fileprivate func name(after word: String) -> String? {
        guard hasPrefix(word) else { return nil }
        let name = dropFirst(word.count)
        let isQuoted = name.count > 1 && name.first == "\"" && name.last == "\""
        return String(isQuoted ? name.dropFirst().dropLast() : name)
    }
}

/// Profiles hold secrets: their names are all that shows.
extension SharedConfiguration: CustomStringConvertible, CustomReflectable {
    package var description: String { "profiles \(profiles.keys.sorted())" }
    package var customMirror: Mirror {
        Mirror(self, children: ["profiles": profiles.keys.sorted()])
    }
}
