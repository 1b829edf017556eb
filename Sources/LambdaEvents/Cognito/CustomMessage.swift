/// A user pool is about to send a code or a link.
public enum CustomMessage: CognitoTrigger {
    /// What is sent to whom.
    public struct Request: Codable, Sendable, Equatable {
        /// What is known of the user.
        public var userAttributes: [String: String]
        /// What the message must contain where the code shall stand.
        public var codeParameter: String?
        /// What an invitation must contain where the name shall stand.
        public var usernameParameter: String?
        /// What the message may contain where the link shall stand.
        public var linkParameter: String?
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
    }

    /// The message in place of the pool's own.
    public struct Response: Codable, Sendable, Equatable {
        /// The text message.
        public var smsMessage: String?
        /// The mail, which may be HTML.
        public var emailMessage: String?
        /// The mail's subject.
        public var emailSubject: String?
    }
}
