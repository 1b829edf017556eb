package import AWSClient
package import HTTPTransport
package import JSONCoding

/// The calls of IAM Identity Center's OpenID Connect service.
///
/// Source: IAM Identity Center OIDC API reference.
package enum SSOOIDC {}

extension SSOOIDC {
    /// Prolongs a sign-in; the refresh token may be good for once only.
    package struct CreateToken: RESTCall {
        package static let service = AWSService.ssoOIDC
        package static let operation = "CreateToken"
        package static let isSigned = false

        package var clientID: String
        package var clientSecret: Secret
        package var refreshToken: Secret

        package init(clientID: String, clientSecret: Secret, refreshToken: Secret) {
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.refreshToken = refreshToken
        }

        package struct Answer: Sendable {
            package let accessToken: Secret
            package let lifetime: Duration
            /// Nil where the old one goes on being good.
            package let refreshToken: Secret?
        }
    }
}

extension SSOOIDC.CreateToken {
    package var isIdempotent: Bool { false }

    package var request: HTTPRequest {
        .rest(
            "POST",
            "/token",
            body: [
                "grantType": "refresh_token",
                "clientId": .string(clientID),
                "clientSecret": .string(clientSecret.text),
                "refreshToken": .string(refreshToken.text),
            ]
        )
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer {
        guard let seconds = body["expiresIn"]?.integer else {
            throw UnexpectedAnswer("no expiresIn")
        }
        return Answer(
            accessToken: Secret(try body.text("accessToken")),
            lifetime: .seconds(seconds),
            refreshToken: body["refreshToken"]?.string.map(Secret.init)
        )
    }
}
