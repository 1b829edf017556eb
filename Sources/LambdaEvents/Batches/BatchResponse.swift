/// Which records of a batch must be delivered again; all others are done.
///
/// SQS, Kinesis and DynamoDB streams take it where the event source mapping has
/// `FunctionResponseTypes: [ReportBatchItemFailures]`; without it Lambda ignores the answer.
/// A queue redelivers the messages named. A stream goes back to the earliest record named, and
/// delivers all from there on. Source: "Implementing partial batch responses", AWS Lambda
/// developer guide.
public struct BatchResponse: Codable, Sendable, Equatable {
    /// The records to deliver again; none where all are done.
    public var batchItemFailures: [Failure]

    /// A record to deliver again.
    public struct Failure: Codable, Sendable, Equatable {
        /// A message's id or a record's sequence number; an empty one fails the whole batch.
        public var itemIdentifier: String
    }

    /// An answer that has these records delivered again.
    public init(failures: some Sequence<some BatchItem>) {
        batchItemFailures = failures.map { Failure(itemIdentifier: $0.itemIdentifier) }
    }

    /// An answer that has no record delivered again.
    public static let success = Self(failures: [SQSEvent.Message]())
}

/// A record that can be named in a ``BatchResponse``.
public protocol BatchItem {
    /// What names it there.
    var itemIdentifier: String { get }
}

extension SQSEvent.Message: BatchItem {
    /// The message's id.
    public var itemIdentifier: String { messageID }
}

extension KinesisEvent.Record: BatchItem {
    /// The record's sequence number.
    public var itemIdentifier: String { kinesis.sequenceNumber }
}

extension DynamoDBEvent.Record: BatchItem {
    /// The record's sequence number.
    public var itemIdentifier: String { dynamodb.sequenceNumber }
}
