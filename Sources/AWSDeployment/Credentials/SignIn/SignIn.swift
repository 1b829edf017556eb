import AWSClient

/// A role that somebody gets by signing in on the web, as a profile says.
///
/// Source: AWS SDKs and Tools reference, "IAM Identity Center credential provider".
struct SignIn: Sendable, Equatable {
    let profile: String
    let accountID: String
    let roleName: String
    let region: Region
    let tokenFile: String
    /// Whether the profile names an `sso-session`: the older form's tokens are never refreshed.
    let isRefreshable: Bool

    /// Nil where the profile names neither an account nor a role.
    ///
    /// - Throws: `ConfigurationError` for a profile that lacks a part or contradicts its session.
    init?(
        profile: String,
        _ shared: SharedConfiguration,
        _ environment: Environment
    ) throws(ConfigurationError) {
        func problem(_ reason: String) -> ConfigurationError {
            .credentialsFailed(source: "profile \(profile)", reason: reason)
        }
        var settings = shared.profiles[profile] ?? [:]
        guard settings["sso_account_id"] != nil || settings["sso_role_name"] != nil else {
            return nil
        }
        let session = settings["sso_session"]
        if let session {
            guard let shares = shared.ssoSessions[session] else {
                throw problem("its sso_session \(session) is in no file.")
            }
            for (name, value) in shares where settings[name, default: value] != value {
                throw problem("its \(name) is not that of its sso_session \(session).")
            }
            settings.merge(shares) { own, _ in own }
        }
        func setting(_ name: String) throws(ConfigurationError) -> String {
            guard let value = settings[name] else { throw problem("\(name) is missing.") }
            return value
        }
        self.profile = profile
        accountID = try setting("sso_account_id")
        roleName = try setting("sso_role_name")
        region = try Region(setting("sso_region"))
        let startURL = try setting("sso_start_url")
        tokenFile = SignInToken.file(of: session ?? startURL, home: environment["HOME"] ?? "")
        isRefreshable = session != nil
    }
}
