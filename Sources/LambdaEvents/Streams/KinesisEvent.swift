/// Records of one shard of a Kinesis data stream; the function's answer may be a ``BatchResponse``.
///
/// Source: "Using Lambda to process records from Amazon Kinesis Data Streams", AWS Lambda developer guide.
public struct KinesisEvent: Codable, Sendable, Equatable {
    /// The records, in the shard's order.
    public var records: [Record]

    private enum CodingKeys: String, CodingKey {
        case records = "Records"
    }

    /// A record, and how it came here.
    public struct Record: Codable, Sendable, Equatable {
        /// What is in the stream.
        public var kinesis: Payload
        /// `aws:kinesis`.
        public var eventSource: String
        /// The shard and the sequence number.
        public var eventID: String
        /// The role that read the stream.
        public var invokeIdentityARN: String
        /// The version of this form.
        public var eventVersion: String
        /// `aws:kinesis:record`.
        public var eventName: String
        /// The stream or its consumer.
        public var eventSourceARN: String
        /// The stream's region.
        public var awsRegion: String

        private enum CodingKeys: String, CodingKey {
            case kinesis, eventSource, eventID
            case invokeIdentityARN = "invokeIdentityArn"
            case eventVersion, eventName, eventSourceARN, awsRegion
        }
    }

    /// A record of a stream.
    public struct Payload: Codable, Sendable, Equatable {
        /// What chose the shard.
        public var partitionKey: String
        /// The version of this member's form.
        public var schemaVersion: String
        /// What was put.
        public var data: Blob
        /// The record's place in the shard.
        public var sequenceNumber: String
        /// When it was put.
        public var approximateArrivalTimestamp: SecondsSince1970
        /// `KMS` where the stream is encrypted.
        public var encryptionType: String?

        private enum CodingKeys: String, CodingKey {
            case partitionKey
            case schemaVersion = "kinesisSchemaVersion"
            case data, sequenceNumber, approximateArrivalTimestamp, encryptionType
        }
    }
}
