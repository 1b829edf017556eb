extension APIGatewayV2Request {
    /// What the route's authorizer said; the kind of authorizer is the member that is there.
    public struct Authorizer: Codable, Sendable, Equatable {
        /// A JWT authorizer's finding.
        public var jwt: JWT?
        /// Who signed the request.
        public var iam: IAM?
        /// The context that a Lambda authorizer gave.
        public var lambda: [String: JSONValue]?
    }

    /// A token that was found valid.
    public struct JWT: Codable, Sendable, Equatable {
        /// What the token claims.
        public var claims: [String: String]
        /// The scopes that let the client in.
        public var scopes: [String]?
    }

    /// Who signed a request.
    public struct IAM: Codable, Sendable, Equatable {
        /// The access key.
        public var accessKey: String?
        /// The account.
        public var accountID: String?
        /// The principal.
        public var callerID: String?
        /// The Cognito identity behind the credentials.
        public var cognitoIdentity: CognitoIdentity?
        /// The AWS organization.
        public var principalOrganizationID: String?
        /// The ARN of the user or role session.
        public var userARN: String?
        /// The user or role session.
        public var userID: String?

        private enum CodingKeys: String, CodingKey {
            case accessKey
            case accountID = "accountId"
            case callerID = "callerId"
            case cognitoIdentity
            case principalOrganizationID = "principalOrgId"
            case userARN = "userArn"
            case userID = "userId"
        }
    }

    /// A user of a Cognito identity pool.
    public struct CognitoIdentity: Codable, Sendable, Equatable {
        /// How the user signed in.
        public var authenticationMethods: [String]
        /// The identity.
        public var identityID: String
        /// The identity pool.
        public var identityPoolID: String

        private enum CodingKeys: String, CodingKey {
            case authenticationMethods = "amr"
            case identityID = "identityId"
            case identityPoolID = "identityPoolId"
        }
    }
}
