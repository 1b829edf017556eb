/// A code must reach a user, by mail or text message, and the function sends it.
public enum CustomSender: CognitoTrigger {
    /// What to send.
    public struct Request: Codable, Sendable, Equatable {
        /// `customEmailSenderRequestV1` or `customSMSSenderRequestV1`.
        public var type: String
        /// The code in base64, encrypted with the pool's key by the AWS Encryption SDK.
        public var code: String?
        /// What is known of the user.
        public var userAttributes: [String: String]?
        /// What the client gave for its triggers.
        public var clientMetadata: [String: String]?
    }
    /// There is nothing to answer.
    public typealias Response = CognitoNoResponse?
}
