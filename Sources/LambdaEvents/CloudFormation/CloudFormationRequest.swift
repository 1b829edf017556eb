/// What CloudFormation wants of a custom resource.
///
/// Source: "Custom resource request objects", AWS CloudFormation user guide.
public struct CloudFormationRequest<Properties> {
    /// What to do.
    public var requestType: CloudFormationRequestType
    /// Where a ``CloudFormationResponse`` must be put; nothing goes on before it is.
    public var responseURL: String
    /// The stack.
    public var stackID: String
    /// Goes into the answer.
    public var requestID: String
    /// The type in the template, such as `Custom::Lookup`.
    public var resourceType: String
    /// The name in the template.
    public var logicalResourceID: String
    /// What the answer to `Create` called it.
    public var physicalResourceID: String?
    /// This function.
    public var serviceToken: String?
    /// The properties in the template, with `ServiceToken` among them.
    public var resourceProperties: Properties
    /// The properties before, where it is to be updated.
    public var oldResourceProperties: Properties?

    private enum CodingKeys: String, CodingKey {
        case requestType = "RequestType"
        case responseURL = "ResponseURL"
        case stackID = "StackId"
        case requestID = "RequestId"
        case resourceType = "ResourceType"
        case logicalResourceID = "LogicalResourceId"
        case physicalResourceID = "PhysicalResourceId"
        case serviceToken = "ServiceToken"
        case resourceProperties = "ResourceProperties"
        case oldResourceProperties = "OldResourceProperties"
    }
}

extension CloudFormationRequest: Sendable where Properties: Sendable {}
extension CloudFormationRequest: Equatable where Properties: Equatable {}
extension CloudFormationRequest: Decodable where Properties: Decodable {}
extension CloudFormationRequest: Encodable where Properties: Encodable {}

/// What to do with a custom resource.
public struct CloudFormationRequestType: OpenEnumeration {
    /// The value on the wire.
    public let rawValue: String

    /// Any value, listed below or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Make it.
    public static let create: Self = "Create"
    /// Change it; a new physical id has the old one deleted afterwards.
    public static let update: Self = "Update"
    /// Remove it.
    public static let delete: Self = "Delete"
}
