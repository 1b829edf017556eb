/// Somebody signs up: let them in, or throw an error.
public enum PreSignUp: CognitoTrigger {
    /// Who signs up.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// What the client gave for the check only.
        public var validationData: [String: String]?
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
    }

    /// What to take as proven.
    public struct Response: Codable, Sendable, Equatable {
        /// Whether the user needs no confirmation.
        public var autoConfirmUser: Bool?
        /// Whether the address is the user's.
        public var autoVerifyEmail: Bool?
        /// Whether the number is the user's.
        public var autoVerifyPhone: Bool?
    }
}
