/// A user signs in: let them, or throw an error.
public enum PreAuthentication: CognitoTrigger {
    /// Who signs in.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// What the client gave for the check.
        public var validationData: [String: String]?
        /// Whether there is no such user, where the client must not learn it.
        public var userNotFound: Bool?
    }
    /// There is nothing to answer.
    public typealias Response = CognitoNoResponse
}
