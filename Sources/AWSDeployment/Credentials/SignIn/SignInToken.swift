import AWSClient
import FoundationEssentials
import JSONCoding

/// What a sign-in has left behind: a file in `~/.aws/sso/cache`, which AWS's tools share.
struct SignInToken {
    private var members: JSON.Object
    let accessToken: Secret
    /// Seconds after 1970.
    let expiration: Int

    /// Nil where the text is no such token.
    init?(_ text: [UInt8]) {
        // Whatever is wrong with it, another sign-in puts it right.
        guard let members = (try? JSON(parsing: text))?.object else { return nil }
        self.init(members)
    }

    private init?(_ members: JSON.Object) {
        guard let accessToken = members["accessToken"]?.string,
            let expiration = members.moment("expiresAt")
        else { return nil }
        self.members = members
        self.accessToken = Secret(accessToken)
        self.expiration = expiration
    }

    var text: [UInt8] { JSON.object(members).bytes }

    /// The call that prolongs it; nil where nothing can.
    func refresh(at now: Int) -> SSOOIDC.CreateToken? {
        guard let clientID = members["clientId"]?.string,
            let clientSecret = members["clientSecret"]?.string,
            let refreshToken = members["refreshToken"]?.string,
            let registrationEnd = members.moment("registrationExpiresAt"), registrationEnd > now
        else { return nil }
        return SSOOIDC.CreateToken(
            clientID: clientID,
            clientSecret: Secret(clientSecret),
            refreshToken: Secret(refreshToken)
        )
    }

    func refreshed(by answer: SSOOIDC.CreateToken.Answer, at now: Int) -> SignInToken? {
        let end = now + Int(answer.lifetime.components.seconds)
        var members = members
        members["accessToken"] = .string(answer.accessToken.text)
        members["expiresAt"] = .string(
            Date(timeIntervalSince1970: Double(end)).formatted(.iso8601)
        )
        if let token = answer.refreshToken { members["refreshToken"] = .string(token.text) }
        return SignInToken(members)
    }

    /// Where the token of a session is, or of a start page where there is no session.
    static func file(of name: String, home: String) -> String {
        "\(home)/.aws/sso/cache/\(SHA1.hexadecimal(of: name)).json"
    }
}

extension JSON.Object {
    fileprivate func moment(_ name: String) -> Int? {
        self[name]?.string.flatMap(Timestamp.secondsSince1970)
    }
}
