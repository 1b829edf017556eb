/// Records that a Firehose stream wants transformed.
///
/// Source: "Transform source data in Amazon Data Firehose", Amazon Data Firehose developer guide.
public struct FirehoseEvent: Codable, Sendable, Equatable {
    /// The batch's id.
    public var invocationID: String
    /// The Firehose stream.
    public var deliveryStreamARN: String?
    /// The Kinesis data stream that feeds it.
    public var sourceKinesisStreamARN: String?
    /// The stream's region.
    public var region: String
    /// The records; each needs a result.
    public var records: [Record]

    private enum CodingKeys: String, CodingKey {
        case invocationID = "invocationId"
        case deliveryStreamARN = "deliveryStreamArn"
        case sourceKinesisStreamARN = "sourceKinesisStreamArn"
        case region, records
    }

    /// A record.
    public struct Record: Codable, Sendable, Equatable {
        /// Goes into the answer.
        public var recordID: String
        /// When it came.
        public var approximateArrivalTimestamp: MillisecondsSince1970?
        /// What was put.
        public var data: Blob
        /// Its place in the Kinesis data stream it comes from.
        public var kinesisRecordMetadata: KinesisMetadata?

        private enum CodingKeys: String, CodingKey {
            case recordID = "recordId"
            case approximateArrivalTimestamp, data, kinesisRecordMetadata
        }
    }

    /// The place of a record in a Kinesis data stream.
    public struct KinesisMetadata: Codable, Sendable, Equatable {
        /// The record's place in the shard.
        public var sequenceNumber: String
        /// Its place within an aggregated record.
        public var subsequenceNumber: String
        /// What chose the shard.
        public var partitionKey: String
        /// The shard.
        public var shardID: String
        /// When it was put.
        public var approximateArrivalTimestamp: MillisecondsSince1970

        private enum CodingKeys: String, CodingKey {
            case sequenceNumber, subsequenceNumber, partitionKey
            case shardID = "shardId"
            case approximateArrivalTimestamp
        }
    }
}

/// What became of the records of a ``FirehoseEvent``.
public struct FirehoseResponse: Codable, Sendable, Equatable {
    /// What became of each.
    public var records: [Record]

    /// What became of the records; all of the event must be among them.
    public init(records: [Record]) {
        self.records = records
    }

    /// What became of a record.
    public struct Record: Codable, Sendable, Equatable {
        /// The record's.
        public var recordID: String
        /// How it went.
        public var result: Result
        /// What to deliver.
        public var data: Blob?

        private enum CodingKeys: String, CodingKey {
            case recordID = "recordId"
            case result, data
        }

        /// What became of `record`.
        public init(_ record: FirehoseEvent.Record, _ result: Result, data: Blob? = nil) {
            recordID = record.recordID
            self.result = result
            self.data = data
        }
    }

    /// How a transformation went.
    public struct Result: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The data is to be delivered.
        public static let ok: Self = "Ok"
        /// The record is left out on purpose.
        public static let dropped: Self = "Dropped"
        /// The record goes to the bucket of errors.
        public static let processingFailed: Self = "ProcessingFailed"
    }
}
