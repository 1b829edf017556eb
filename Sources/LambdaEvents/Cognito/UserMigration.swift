/// An unknown user signs in or forgot the password: the function may know them from elsewhere.
public enum UserMigration: CognitoTrigger {
    /// What the user gave.
    public struct Request: Codable, Sendable, Equatable {
        /// The password; nil where it was forgotten.
        public var password: String?
        /// What the client gave for the check.
        public var validationData: [String: String]?
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
    }

    /// The user; throw an error where there is none.
    public struct Response: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]?
        /// `CONFIRMED`, or `RESET_REQUIRED` where the password must be chosen anew.
        public var finalUserStatus: String?
        /// `SUPPRESS` where no welcome shall be sent.
        public var messageAction: String?
        /// How to send the welcome: `EMAIL`, `SMS` or both.
        public var desiredDeliveryMediums: [String]?
        /// Whether an address or number moves here from another user.
        public var forceAliasCreation: Bool?
        /// Whether the user signs in with a text message too.
        public var enableSMSMFA: Bool?
    }
}
