extension APIGatewayRequest {
    /// What API Gateway knows of a request.
    public struct Context: Codable, Sendable, Equatable {
        /// The account that owns the API.
        public var accountID: String
        /// The API.
        public var apiID: String
        /// What the authorizer said: `claims` of a user pool, or a Lambda authorizer's context.
        public var authorizer: [String: JSONValue]?
        /// The deployment of the API.
        public var deploymentID: String?
        /// The host the client spoke to.
        public var domainName: String?
        /// The first label of that host.
        public var domainPrefix: String?
        /// A second id of the request, for AWS's support.
        public var extendedRequestID: String?
        /// The request's method.
        public var method: HTTPMethod
        /// Who asks.
        public var identity: Identity
        /// The name that the API's definition gives the operation.
        public var operationName: String?
        /// The path with the stage before it.
        public var path: String
        /// The protocol, such as `HTTP/1.1`.
        public var `protocol`: String?
        /// The request's id.
        public var requestID: String
        /// When the request came, such as `09/Apr/2015:12:34:56 +0000`.
        public var requestTime: String?
        /// When the request came.
        public var requestTimeEpoch: MillisecondsSince1970?
        /// The resource's id.
        public var resourceID: String?
        /// The resource that matched, such as `/orders/{id}`.
        public var resourcePath: String?
        /// The stage, such as `prod`.
        public var stage: String

        private enum CodingKeys: String, CodingKey {
            case accountID = "accountId"
            case apiID = "apiId"
            case authorizer
            case deploymentID = "deploymentId"
            case domainName, domainPrefix
            case extendedRequestID = "extendedRequestId"
            case method = "httpMethod"
            case identity, operationName, path, `protocol`
            case requestID = "requestId"
            case requestTime, requestTimeEpoch
            case resourceID = "resourceId"
            case resourcePath, stage
        }
    }

    /// Who sent a request; most of it is there only where the request was signed.
    public struct Identity: Codable, Sendable, Equatable {
        /// The access key that signed the request.
        public var accessKey: String?
        /// The account of the signer.
        public var accountID: String?
        /// The API key the client named.
        public var apiKey: String?
        /// The id of that key.
        public var apiKeyID: String?
        /// The principal that signed the request.
        public var caller: String?
        /// The client's certificate.
        public var clientCertificate: ClientCertificate?
        /// The identity providers a Cognito user came through.
        public var cognitoAuthenticationProvider: String?
        /// `authenticated` or `unauthenticated`, of a Cognito user.
        public var cognitoAuthenticationType: String?
        /// A Cognito user's identity.
        public var cognitoIdentityID: String?
        /// The identity pool of a Cognito user.
        public var cognitoIdentityPoolID: String?
        /// The signer's AWS organization.
        public var principalOrganizationID: String?
        /// The client's address.
        public var sourceIP: String?
        /// The user that signed the request.
        public var user: String?
        /// The ARN of that user.
        public var userARN: String?
        /// What the client calls itself.
        public var userAgent: String?

        private enum CodingKeys: String, CodingKey {
            case accessKey
            case accountID = "accountId"
            case apiKey
            case apiKeyID = "apiKeyId"
            case caller
            case clientCertificate = "clientCert"
            case cognitoAuthenticationProvider, cognitoAuthenticationType
            case cognitoIdentityID = "cognitoIdentityId"
            case cognitoIdentityPoolID = "cognitoIdentityPoolId"
            case principalOrganizationID = "principalOrgId"
            case sourceIP = "sourceIp"
            case user
            case userARN = "userArn"
            case userAgent
        }
    }
}
