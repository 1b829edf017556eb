/// Lines of one log stream.
public struct LogBatch: Codable, Sendable, Equatable {
    /// Whether there are lines at all.
    public var messageType: MessageType
    /// The account whose log it is.
    public var owner: String
    /// The group.
    public var logGroup: String
    /// The stream.
    public var logStream: String
    /// The filters that let the lines through.
    public var subscriptionFilters: [String]
    /// The lines.
    public var logEvents: [Line]
    /// `ACCOUNT_LEVEL_POLICY` where an account's policy subscribed.
    public var policyLevel: String?

    /// A line of a log.
    public struct Line: Codable, Sendable, Equatable {
        /// The line's id.
        public var id: String
        /// When it was written.
        public var timestamp: MillisecondsSince1970
        /// What it says.
        public var message: String
        /// What the filter's pattern picked out of it.
        public var extractedFields: [String: String]?
    }

    /// Whether a batch has lines.
    public struct MessageType: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// It has.
        public static let data: Self = "DATA_MESSAGE"
        /// It only tries whether the function can be reached.
        public static let control: Self = "CONTROL_MESSAGE"
    }
}
