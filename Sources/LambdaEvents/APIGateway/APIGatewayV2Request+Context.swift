extension APIGatewayV2Request {
    /// What API Gateway knows of a request.
    public struct Context: Codable, Sendable, Equatable {
        /// The account that owns the API; `anonymous` at a function URL without authorizer.
        public var accountID: String
        /// The API, or the function URL's id.
        public var apiID: String
        /// What the client proved itself with.
        public var authentication: Authentication?
        /// What the authorizer said.
        public var authorizer: Authorizer?
        /// The host the client spoke to.
        public var domainName: String
        /// The first label of that host.
        public var domainPrefix: String
        /// The request line, and who sent it.
        public var http: HTTP
        /// The request's id.
        public var requestID: String
        /// The route that matched.
        public var routeKey: String
        /// The stage, `$default` as a rule.
        public var stage: String
        /// When the request came, such as `12/Mar/2020:19:03:58 +0000`.
        public var time: String
        /// When the request came.
        public var timeEpoch: MillisecondsSince1970

        private enum CodingKeys: String, CodingKey {
            case accountID = "accountId"
            case apiID = "apiId"
            case authentication, authorizer, domainName, domainPrefix, http
            case requestID = "requestId"
            case routeKey, stage, time, timeEpoch
        }
    }

    /// The request line, and who sent it.
    public struct HTTP: Codable, Sendable, Equatable {
        /// What the client asks to do.
        public var method: HTTPMethod
        /// The path the client asked for.
        public var path: String
        /// The protocol, such as `HTTP/1.1`.
        public var `protocol`: String
        /// The client's address.
        public var sourceIP: String
        /// What the client calls itself, where it does.
        public var userAgent: String?

        private enum CodingKeys: String, CodingKey {
            case method, path, `protocol`
            case sourceIP = "sourceIp"
            case userAgent
        }
    }

    /// What the client proved itself with.
    public struct Authentication: Codable, Sendable, Equatable {
        /// The client's certificate.
        public var clientCertificate: ClientCertificate?

        private enum CodingKeys: String, CodingKey {
            case clientCertificate = "clientCert"
        }
    }
}
