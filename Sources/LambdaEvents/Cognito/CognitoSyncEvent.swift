/// A dataset that Cognito Sync wants judged before it is stored; answer with the event, changed or not.
///
/// Source: "Using Cognito events", Amazon Cognito developer guide.
public struct CognitoSyncEvent: Codable, Sendable, Equatable {
    /// The version of this form.
    public var version: Int
    /// `SyncTrigger`.
    public var eventType: String
    /// The region.
    public var region: String
    /// The identity pool.
    public var identityPoolID: String
    /// The user's identity.
    public var identityID: String
    /// The dataset.
    public var datasetName: String
    /// The dataset's records by their keys.
    public var datasetRecords: [String: Record]

    private enum CodingKeys: String, CodingKey {
        case version, eventType, region
        case identityPoolID = "identityPoolId"
        case identityID = "identityId"
        case datasetName, datasetRecords
    }

    /// A record of a dataset.
    public struct Record: Codable, Sendable, Equatable {
        /// What it was.
        public var oldValue: String?
        /// What it becomes.
        public var newValue: String?
        /// What happens to it.
        public var operation: Operation

        private enum CodingKeys: String, CodingKey {
            case oldValue, newValue
            case operation = "op"
        }
    }

    /// What happens to a record.
    public struct Operation: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// It gets a new value.
        public static let replace: Self = "replace"
        /// It goes away.
        public static let remove: Self = "remove"
    }
}
