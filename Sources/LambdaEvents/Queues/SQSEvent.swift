/// Messages of an SQS queue; the function's answer may be a ``BatchResponse``.
///
/// Source: "Using Lambda with Amazon SQS", AWS Lambda developer guide.
public struct SQSEvent: Codable, Sendable, Equatable {
    /// One to ten thousand messages, in order where the queue is FIFO.
    public var records: [Message]

    private enum CodingKeys: String, CodingKey {
        case records = "Records"
    }

    /// A message of a queue.
    public struct Message: Codable, Sendable, Equatable {
        /// The message's id, the same at each delivery.
        public var messageID: String
        /// What deletes this delivery.
        public var receiptHandle: String
        /// What was sent.
        public var body: String
        /// What SQS knows of the message.
        public var attributes: Attributes
        /// What the sender attached.
        public var messageAttributes: [String: Attribute]
        /// A checksum of the body, in hexadecimal.
        public var md5OfBody: String
        /// A checksum of the attributes, in hexadecimal.
        public var md5OfMessageAttributes: String?
        /// `aws:sqs`.
        public var eventSource: String
        /// The queue.
        public var eventSourceARN: String
        /// The queue's region.
        public var awsRegion: String

        private enum CodingKeys: String, CodingKey {
            case messageID = "messageId"
            case receiptHandle, body, attributes, messageAttributes
            case md5OfBody, md5OfMessageAttributes, eventSource, eventSourceARN, awsRegion
        }
    }

    /// What SQS knows of a message.
    public struct Attributes: Codable, Sendable, Equatable {
        /// How often the message was delivered, this time included.
        @WrittenAsText public var approximateReceiveCount: Int
        /// When it was sent.
        @WrittenAsText public var sentTimestamp: MillisecondsSince1970
        /// Who sent it.
        public var senderID: String
        /// When it was first delivered.
        @WrittenAsText public var approximateFirstReceiveTimestamp: MillisecondsSince1970
        /// Its place in a FIFO queue.
        public var sequenceNumber: String?
        /// The group within which the order holds.
        public var messageGroupID: String?
        /// What tells a message from its repetition.
        public var messageDeduplicationID: String?
        /// The queue it came from, in a dead-letter queue.
        public var deadLetterQueueSourceARN: String?
        /// The X-Ray trace it belongs to.
        public var traceHeader: String?

        private enum CodingKeys: String, CodingKey {
            case approximateReceiveCount = "ApproximateReceiveCount"
            case sentTimestamp = "SentTimestamp"
            case senderID = "SenderId"
            case approximateFirstReceiveTimestamp = "ApproximateFirstReceiveTimestamp"
            case sequenceNumber = "SequenceNumber"
            case messageGroupID = "MessageGroupId"
            case messageDeduplicationID = "MessageDeduplicationId"
            case deadLetterQueueSourceARN = "DeadLetterQueueSourceArn"
            case traceHeader = "AWSTraceHeader"
        }
    }

    /// Something the sender attached; the data type says which member holds it.
    public struct Attribute: Codable, Sendable, Equatable {
        /// `String`, `Number` or `Binary`, perhaps with a label as in `Number.int`.
        public var dataType: String
        /// The text, or the number in digits.
        public var stringValue: String?
        /// The bytes in base64.
        public var binaryValue: String?
        /// Not used by SQS yet.
        public var stringListValues: [String]?
        /// Not used by SQS yet.
        public var binaryListValues: [String]?
    }
}
