/// A user has confirmed who they are.
public enum PostConfirmation: CognitoTrigger {
    /// Who confirmed.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
    }
    /// There is nothing to answer.
    public typealias Response = CognitoNoResponse
}
