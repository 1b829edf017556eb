/// Objects that an S3 Batch Operations job wants worked on.
///
/// Source: "Invoke AWS Lambda function", Amazon S3 user guide.
public struct S3BatchEvent: Codable, Sendable, Equatable {
    /// The version of this form.
    public var invocationSchemaVersion: String
    /// Goes into the answer.
    public var invocationID: String
    /// The job.
    public var job: Job
    /// One object.
    public var tasks: [Task]

    private enum CodingKeys: String, CodingKey {
        case invocationSchemaVersion
        case invocationID = "invocationId"
        case job, tasks
    }

    /// A job.
    public struct Job: Codable, Sendable, Equatable {
        /// Its id.
        public var id: String
        /// What the job was given (form 2.0).
        public var userArguments: [String: String]?
    }

    /// An object to work on.
    public struct Task: Codable, Sendable, Equatable {
        /// Goes into the answer.
        public var taskID: String
        /// The object's key, encoded as in a URL.
        public var s3Key: String
        /// The object's version.
        public var s3VersionID: String?
        /// The bucket (form 1.0).
        public var s3BucketARN: String?
        /// The bucket's name (form 2.0).
        public var s3Bucket: String?

        private enum CodingKeys: String, CodingKey {
            case taskID = "taskId"
            case s3Key
            case s3VersionID = "s3VersionId"
            case s3BucketARN = "s3BucketArn"
            case s3Bucket
        }
    }
}

/// What became of the objects of an ``S3BatchEvent``.
public struct S3BatchResponse: Codable, Sendable, Equatable {
    /// The event's.
    public var invocationSchemaVersion: String
    /// The event's.
    public var invocationID: String
    /// What to think of objects that are not in the results.
    public var treatMissingKeysAs: ResultCode
    /// What became of each.
    public var results: [Result]

    private enum CodingKeys: String, CodingKey {
        case invocationSchemaVersion
        case invocationID = "invocationId"
        case treatMissingKeysAs, results
    }

    /// The answer to `event`.
    public init(
        to event: S3BatchEvent,
        treatMissingKeysAs missing: ResultCode = .permanentFailure,
        results: [Result]
    ) {
        invocationSchemaVersion = event.invocationSchemaVersion
        invocationID = event.invocationID
        treatMissingKeysAs = missing
        self.results = results
    }

    /// What became of an object.
    public struct Result: Codable, Sendable, Equatable {
        /// The task's.
        public var taskID: String
        /// How it went.
        public var resultCode: ResultCode
        /// More about it, for the job's report.
        public var resultString: String?

        private enum CodingKeys: String, CodingKey {
            case taskID = "taskId"
            case resultCode, resultString
        }

        /// What became of `task`.
        public init(
            _ task: S3BatchEvent.Task,
            _ resultCode: ResultCode,
            _ resultString: String? = nil
        ) {
            taskID = task.taskID
            self.resultCode = resultCode
            self.resultString = resultString
        }
    }

    /// How a task went.
    public struct ResultCode: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Done.
        public static let succeeded: Self = "Succeeded"
        /// Worth another attempt.
        public static let temporaryFailure: Self = "TemporaryFailure"
        /// Not worth another attempt.
        public static let permanentFailure: Self = "PermanentFailure"
    }
}
