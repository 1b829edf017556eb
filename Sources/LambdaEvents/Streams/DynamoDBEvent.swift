/// Changes of a DynamoDB table's items; the function's answer may be a ``BatchResponse``.
///
/// Source: "Using AWS Lambda with Amazon DynamoDB", AWS Lambda developer guide.
public struct DynamoDBEvent: Codable, Sendable, Equatable {
    /// The changes, in the order they were made to an item.
    public var records: [Record]

    private enum CodingKeys: String, CodingKey {
        case records = "Records"
    }

    /// A change of an item.
    public struct Record: Codable, Sendable, Equatable {
        /// The change's id.
        public var eventID: String
        /// What happened.
        public var eventName: Name
        /// The version of this form.
        public var eventVersion: String
        /// `aws:dynamodb`.
        public var eventSource: String
        /// The table's region.
        public var awsRegion: String
        /// The item, before and after.
        public var dynamodb: Change
        /// The stream.
        public var eventSourceARN: String
        /// Who did it, where that was DynamoDB itself as an item expired.
        public var userIdentity: Identity?
    }

    /// An item before and after a change, as far as the stream's view shows it.
    public struct Change: Codable, Sendable, Equatable {
        /// When it changed.
        public var approximateCreationDateTime: SecondsSince1970?
        /// The item's key.
        public var keys: [String: AttributeValue]
        /// The item after it.
        public var newImage: [String: AttributeValue]?
        /// The item before it.
        public var oldImage: [String: AttributeValue]?
        /// The change's place in the stream.
        public var sequenceNumber: String
        /// How large the stream's record is.
        public var sizeBytes: Int64
        /// What the stream shows.
        public var streamViewType: ViewType

        private enum CodingKeys: String, CodingKey {
            case approximateCreationDateTime = "ApproximateCreationDateTime"
            case keys = "Keys"
            case newImage = "NewImage"
            case oldImage = "OldImage"
            case sequenceNumber = "SequenceNumber"
            case sizeBytes = "SizeBytes"
            case streamViewType = "StreamViewType"
        }
    }

    /// A service that changed an item by itself.
    public struct Identity: Codable, Sendable, Equatable {
        /// `Service`.
        public var type: String
        /// `dynamodb.amazonaws.com`.
        public var principalID: String

        private enum CodingKeys: String, CodingKey {
            case type
            case principalID = "principalId"
        }
    }

    /// What happened to an item.
    public struct Name: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// It is new.
        public static let insert: Self = "INSERT"
        /// It changed.
        public static let modify: Self = "MODIFY"
        /// It is gone.
        public static let remove: Self = "REMOVE"
    }

    /// What a stream shows of a change.
    public struct ViewType: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The key.
        public static let keysOnly: Self = "KEYS_ONLY"
        /// The item after it.
        public static let newImage: Self = "NEW_IMAGE"
        /// The item before it.
        public static let oldImage: Self = "OLD_IMAGE"
        /// Both.
        public static let newAndOldImages: Self = "NEW_AND_OLD_IMAGES"
    }
}
