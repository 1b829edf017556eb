/// A Lambda authorizer's judgement as an IAM policy.
///
/// Source: "Output from an API Gateway Lambda authorizer", Amazon API Gateway developer guide.
public struct APIGatewayAuthorizerResponse: Codable, Sendable, Equatable {
    /// Who the client is.
    public var principalID: String
    /// What the client may call.
    public var policyDocument: Policy
    /// Strings, numbers and booleans that the API's function gets.
    public var context: [String: JSONValue]?
    /// The API key, where the usage plan takes it from the authorizer.
    public var usageIdentifierKey: String?

    private enum CodingKeys: String, CodingKey {
        case principalID = "principalId"
        case policyDocument, context, usageIdentifierKey
    }

    /// A judgement in full.
    public init(
        principalID: String,
        policyDocument: Policy,
        context: [String: JSONValue]? = nil,
        usageIdentifierKey: String? = nil
    ) {
        self.principalID = principalID
        self.policyDocument = policyDocument
        self.context = context
        self.usageIdentifierKey = usageIdentifierKey
    }

    /// Lets `principalID` call `resources`, or keeps it out.
    public init(
        _ effect: Effect,
        _ principalID: String,
        resources: [String],
        context: [String: JSONValue]? = nil
    ) {
        self.init(
            principalID: principalID,
            policyDocument: Policy(statements: [Statement(effect, resources: resources)]),
            context: context
        )
    }

    /// An IAM policy.
    public struct Policy: Codable, Sendable, Equatable {
        /// The policy language, `2012-10-17`.
        public var version: String
        /// What is allowed and denied.
        public var statements: [Statement]

        private enum CodingKeys: String, CodingKey {
            case version = "Version"
            case statements = "Statement"
        }

        /// A policy of these statements.
        public init(statements: [Statement]) {
            version = "2012-10-17"
            self.statements = statements
        }
    }

    /// One rule of a policy.
    public struct Statement: Codable, Sendable, Equatable {
        /// What may be done, `execute-api:Invoke` as a rule.
        public var actions: [String]
        /// Whether it is allowed.
        public var effect: Effect
        /// To what: ARNs, with `*` for any.
        public var resources: [String]

        private enum CodingKeys: String, CodingKey {
            case actions = "Action"
            case effect = "Effect"
            case resources = "Resource"
        }

        /// A rule about calling `resources`.
        public init(
            _ effect: Effect,
            actions: [String] = ["execute-api:Invoke"],
            resources: [String]
        ) {
            self.actions = actions
            self.effect = effect
            self.resources = resources
        }
    }

    /// What a rule does.
    public struct Effect: OpenEnumeration {
        /// The value on the wire.
        public let rawValue: String

        /// Any value, listed below or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The client may.
        public static let allow: Self = "Allow"
        /// The client may not, whatever else is allowed.
        public static let deny: Self = "Deny"
    }
}
