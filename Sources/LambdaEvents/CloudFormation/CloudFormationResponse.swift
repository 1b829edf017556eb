/// What became of a custom resource; put it, as JSON, at the request's URL.
///
/// Source: "Custom resource response objects", AWS CloudFormation user guide.
public struct CloudFormationResponse: Codable, Sendable, Equatable {
    /// How it went.
    public var status: Status
    /// Why it failed.
    public var reason: String?
    /// What the resource is called; another name at an update means another resource.
    public var physicalResourceID: String
    /// The request's.
    public var stackID: String
    /// The request's.
    public var requestID: String
    /// The request's.
    public var logicalResourceID: String
    /// Whether `Fn::GetAtt` is masked in what CloudFormation shows.
    public var hidesData: Bool?
    /// What `Fn::GetAtt` finds.
    public var data: [String: JSONValue]?

    private enum CodingKeys: String, CodingKey {
        case status = "Status"
        case reason = "Reason"
        case physicalResourceID = "PhysicalResourceId"
        case stackID = "StackId"
        case requestID = "RequestId"
        case logicalResourceID = "LogicalResourceId"
        case hidesData = "NoEcho"
        case data = "Data"
    }

    /// The answer to `request`; ``reason`` must be there where it failed.
    public init<Properties>(
        to request: CloudFormationRequest<Properties>,
        _ status: Status,
        physicalResourceID: String,
        reason: String? = nil,
        data: [String: JSONValue]? = nil
    ) {
        self.status = status
        self.reason = reason
        self.physicalResourceID = physicalResourceID
        stackID = request.stackID
        requestID = request.requestID
        logicalResourceID = request.logicalResourceID
        self.data = data
    }

    /// How it went.
    public struct Status: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Done.
        public static let success: Self = "SUCCESS"
        /// The stack is rolled back.
        public static let failed: Self = "FAILED"
    }
}
