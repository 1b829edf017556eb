import Foundation

@testable import AWSDeployment

/// What somebody who signs in on the web has in `~/.aws`.
struct SignInFiles {
    /// Those about which to ask botocore; a session that is nowhere makes its client of STS fail, even
    /// where none of the profile is needed.
    static let profiles = [
        "sso", "sso-legacy", "sso-utc", "sso-stale", "sso-used", "sso-unregistered", "sso-expired",
        "sso-legacy-expired", "sso-legacy-stale", "sso-revoked", "sso-half", "sso-bare",
        "sso-contradiction", "sso-nobody", "sso-garbage", "sso-and-keys",
        "sso-role",
    ]

    private static let tokens = [
        "fine": token("fine", expiresIn: 8 * 3600),
        "https://legacy": token("legacy", expiresIn: 3600),
        "utc": #"{"accessToken":"utc","expiresAt":"2099-01-01T00:00:00UTC"}"#,
        "stale": token("stale", expiresIn: 60, refreshToken: "good"),
        "used": token("used", expiresIn: 600, refreshToken: "used"),
        "unregistered": token("unregistered", expiresIn: 600, refreshToken: "good", registered: -1),
        "expired": token("expired", expiresIn: -1),
        "https://expired": token("expired", expiresIn: -1, refreshToken: "good"),
        "https://stale": token("stale-legacy", expiresIn: 600, refreshToken: "good"),
        "revoked": token("revoked", expiresIn: 3600),
        "garbage": "{",
    ]

    let home: URL

    init(in home: URL) throws {
        self.home = home
        let cache = home.appending(path: ".aws/sso/cache")
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        for (name, token) in Self.tokens {
            try Data(token.utf8).write(to: URL(filePath: file(of: name)))
        }
    }

    func file(of session: String) -> String {
        SignInToken.file(of: session, home: home.path())
    }

    private static func token(
        _ accessToken: String,
        expiresIn seconds: Int,
        refreshToken: String? = nil,
        registered: Int = 3600
    ) -> String {
        func moment(in seconds: Int) -> String {
            Date(timeIntervalSinceNow: Double(seconds)).formatted(.iso8601)
        }
        let refresh = refreshToken.map { #","refreshToken":"\#($0)""# } ?? ""
        return """
            {"startUrl":"https://start","region":"eu-central-1","accessToken":"\(accessToken)",
            "expiresAt":"\(moment(in: seconds))","clientId":"client","clientSecret":"secret",
            "registrationExpiresAt":"\(moment(in: registered))"\(refresh)}
            """
    }

    static let config: String = {
        let sessions = [
            "fine", "utc", "stale", "used", "unregistered", "expired", "revoked", "garbage",
            "nobody",
        ]
        let sections = sessions.flatMap { session in
            [
                """
                [sso-session \(session)]
                sso_region = eu-central-1
                sso_start_url = https://start
                """,
                profile(session == "fine" ? "sso" : "sso-\(session)", session),
            ]
        }
        let others = [profile("sso-no-session", "nowhere"), profileSections]
        return (sections + others).joined(separator: "\n")
    }()

    private static let role = "sso_account_id = 123456789012\nsso_role_name = a role/é"

    private static func profile(_ name: String, _ session: String) -> String {
        """
        [profile \(name)]
        sso_session = \(session)
        \(role)
        """
    }

    private static let profileSections = """
        [profile sso-legacy]
        sso_start_url = https://legacy
        sso_region = eu-central-1
        \(role)
        [profile sso-legacy-expired]
        sso_start_url = https://expired
        sso_region = eu-central-1
        \(role)
        [profile sso-legacy-stale]
        sso_start_url = https://stale
        sso_region = eu-central-1
        \(role)
        [profile sso-half]
        sso_session = fine
        sso_account_id = 123456789012
        [profile sso-bare]
        sso_session = fine
        [profile sso-contradiction]
        sso_session = fine
        sso_region = us-east-1
        \(role)
        [profile sso-and-keys]
        sso_session = fine
        aws_access_key_id = KEYS
        aws_secret_access_key = s
        \(role)
        [profile sso-role]
        role_arn = arn:aws:iam::1:role/after-sso
        source_profile = sso
        """
}
