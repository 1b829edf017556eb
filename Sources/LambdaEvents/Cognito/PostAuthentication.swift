/// A user has signed in.
public enum PostAuthentication: CognitoTrigger {
    /// Who signed in.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// Whether from a new device.
        public var newDeviceUsed: Bool
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
    }
    /// There is nothing to answer.
    public typealias Response = CognitoNoResponse
}
