/// A notification of an SNS topic.
///
/// Source: "Invoking Lambda functions with Amazon SNS notifications", AWS Lambda developer guide.
public struct SNSEvent: Codable, Sendable, Equatable {
    /// The notifications; one, as a rule.
    public var records: [Record]

    private enum CodingKeys: String, CodingKey {
        case records = "Records"
    }

    /// A notification, and the subscription it came through.
    public struct Record: Codable, Sendable, Equatable {
        /// `aws:sns`.
        public var eventSource: String
        /// The version of this form.
        public var eventVersion: String
        /// The subscription.
        public var eventSubscriptionARN: String
        /// The notification.
        public var message: Message

        private enum CodingKeys: String, CodingKey {
            case eventSource = "EventSource"
            case eventVersion = "EventVersion"
            case eventSubscriptionARN = "EventSubscriptionArn"
            case message = "Sns"
        }
    }

    /// A notification.
    public struct Message: Codable, Sendable, Equatable {
        /// `Notification`.
        public var type: String
        /// The message's id.
        public var messageID: String
        /// The topic.
        public var topicARN: String
        /// What the publisher gave as subject.
        public var subject: String?
        /// What was published.
        public var message: String
        /// When it was published.
        public var timestamp: ISO8601Timestamp
        /// How it is signed.
        public var signatureVersion: String
        /// The topic's signature, in base64.
        public var signature: String
        /// Where the certificate of the signature is.
        public var signingCertificateURL: String
        /// What ends the subscription when it is asked for.
        public var unsubscribeURL: String
        /// What the publisher attached.
        public var messageAttributes: [String: Attribute]?

        private enum CodingKeys: String, CodingKey {
            case type = "Type"
            case messageID = "MessageId"
            case topicARN = "TopicArn"
            case subject = "Subject"
            case message = "Message"
            case timestamp = "Timestamp"
            case signatureVersion = "SignatureVersion"
            case signature = "Signature"
            case signingCertificateURL = "SigningCertUrl"
            case unsubscribeURL = "UnsubscribeUrl"
            case messageAttributes = "MessageAttributes"
        }
    }

    /// Something the publisher attached.
    public struct Attribute: Codable, Sendable, Equatable {
        /// `String`, `String.Array`, `Number` or `Binary`.
        public var type: String
        /// The text, the digits, or the bytes in base64.
        public var value: String

        private enum CodingKeys: String, CodingKey {
            case type = "Type"
            case value = "Value"
        }
    }
}
