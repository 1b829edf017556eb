package import AWSClient
package import HTTPTransport
package import JSONCoding

/// The calls of IAM Identity Center's portal, which used to be called AWS SSO.
///
/// Source: IAM Identity Center Portal API reference.
package enum SSO {}

extension SSO {
    /// Answers temporary credentials of a role for somebody who has signed in.
    package struct GetRoleCredentials: RESTCall {
        package static let service = AWSService.sso
        package static let operation = "GetRoleCredentials"
        package static let isSigned = false

        package var accountID: String
        package var roleName: String
        package var accessToken: Secret

        package init(accountID: String, roleName: String, accessToken: Secret) {
            self.accountID = accountID
            self.roleName = roleName
            self.accessToken = accessToken
        }
    }
}

extension SSO.GetRoleCredentials {
    package var isIdempotent: Bool { true }

    package var request: HTTPRequest {
        var request = HTTPRequest.rest(
            "GET",
            "/federation/credentials",
            query: [("role_name", roleName), ("account_id", accountID)]
        )
        request.fields["x-amz-sso_bearer_token"] = accessToken.text
        return request
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Credentials {
        guard let credentials = body["roleCredentials"] else {
            throw UnexpectedAnswer("no roleCredentials")
        }
        return Credentials(
            accessKeyID: try credentials.text("accessKeyId"),
            secretAccessKey: try credentials.text("secretAccessKey"),
            sessionToken: try credentials.text("sessionToken"),
            expiration: credentials["expiration"]?.integer.map { $0 / 1_000 }
        )
    }
}
