/// Changes of objects in a bucket.
///
/// Source: "Event message structure", Amazon S3 user guide.
public struct S3Event: Codable, Sendable, Equatable {
    /// The changes; one, as a rule.
    public var records: [Record]

    private enum CodingKeys: String, CodingKey {
        case records = "Records"
    }

    /// A change of an object.
    public struct Record: Codable, Sendable, Equatable {
        /// The version of this form; a new minor version only adds members.
        public var eventVersion: String
        /// `aws:s3`.
        public var eventSource: String
        /// The bucket's region.
        public var awsRegion: String
        /// When S3 finished the request.
        public var eventTime: ISO8601Timestamp
        /// What happened.
        public var eventName: Name
        /// Who did it.
        public var userIdentity: Identity
        /// How it was asked for.
        public var requestParameters: RequestParameters
        /// How S3 knows the request.
        public var responseElements: ResponseElements
        /// The object and its bucket.
        public var s3: Entity
        /// More about `ObjectRestore:Completed`.
        public var glacierEventData: GlacierEventData?
    }

    /// A principal.
    public struct Identity: Codable, Sendable, Equatable {
        /// Its id.
        public var principalID: String

        private enum CodingKeys: String, CodingKey {
            case principalID = "principalId"
        }
    }

    /// How a change was asked for.
    public struct RequestParameters: Codable, Sendable, Equatable {
        /// Where the request came from.
        public var sourceIPAddress: String
    }

    /// How S3 knows a request; its support asks for both.
    public struct ResponseElements: Codable, Sendable, Equatable {
        /// The request's id.
        public var requestID: String
        /// The host that served it.
        public var hostID: String

        private enum CodingKeys: String, CodingKey {
            case requestID = "x-amz-request-id"
            case hostID = "x-amz-id-2"
        }
    }

    /// An object and its bucket.
    public struct Entity: Codable, Sendable, Equatable {
        /// The version of this member's form.
        public var schemaVersion: String
        /// The name of the bucket's notification rule.
        public var configurationID: String
        /// The bucket.
        public var bucket: Bucket
        /// The object.
        public var object: Object

        private enum CodingKeys: String, CodingKey {
            case schemaVersion = "s3SchemaVersion"
            case configurationID = "configurationId"
            case bucket, object
        }
    }

    /// A bucket.
    public struct Bucket: Codable, Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Who owns it.
        public var ownerIdentity: Identity
        /// Its ARN.
        public var arn: String
    }

    /// An object.
    public struct Object: Codable, Sendable, Equatable {
        /// Its key, encoded as in a form; ``decodedKey`` is the key.
        public var key: String
        /// Its bytes; nil where it was removed.
        public var size: Int64?
        /// Its entity tag; nil where it was removed.
        public var eTag: String?
        /// Its version, in a bucket with versioning.
        public var versionID: String?
        /// Orders the events of one key: compare as hexadecimal numbers of one length.
        public var sequencer: String?

        private enum CodingKeys: String, CodingKey {
            case key, size, eTag
            case versionID = "versionId"
            case sequencer
        }
    }

    /// More about a restored object.
    public struct GlacierEventData: Codable, Sendable, Equatable {
        /// The copy.
        public var restoreEventData: RestoreEventData
    }

    /// A copy of an archived object.
    public struct RestoreEventData: Codable, Sendable, Equatable {
        /// When the copy goes away.
        public var lifecycleRestorationExpiryTime: ISO8601Timestamp
        /// Where the object is archived.
        public var lifecycleRestoreStorageClass: String
    }

    /// What happened to an object.
    public struct Name: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// It was uploaded in one request.
        public static let put: Self = "ObjectCreated:Put"
        /// It was uploaded by a form.
        public static let post: Self = "ObjectCreated:Post"
        /// It is a copy.
        public static let copy: Self = "ObjectCreated:Copy"
        /// It was uploaded in parts.
        public static let completeMultipartUpload: Self = "ObjectCreated:CompleteMultipartUpload"
        /// It was removed.
        public static let delete: Self = "ObjectRemoved:Delete"
        /// A marker hides it from now on.
        public static let deleteMarkerCreated: Self = "ObjectRemoved:DeleteMarkerCreated"
        /// Its restoration began.
        public static let restorePosted: Self = "ObjectRestore:Post"
        /// A copy was restored.
        public static let restoreCompleted: Self = "ObjectRestore:Completed"
    }
}

extension S3Event.Object {
    /// The key; nil where ``key`` is not the encoded text it should be.
    public var decodedKey: String? {
        key.formDecoded
    }
}
