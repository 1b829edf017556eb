/// What a user pool asks a function: each trigger has its own request and response.
///
/// The handler fills in the response and answers with the whole event:
///
/// ```swift
/// Lambda.run { (event: CognitoEvent<PreSignUp>, _: Invocation) in
///     var event = event
///     event.response.autoConfirmUser = true
///     return event
/// }
/// ```
///
/// Source: "Customizing user pool workflows with Lambda triggers", Amazon Cognito developer guide.
public struct CognitoEvent<Trigger: CognitoTrigger>: Codable, Sendable, Equatable {
    /// The version of the trigger's form; a number at some triggers, digits at others.
    public var version: JSONValue
    /// What happened, such as `PreSignUp_AdminCreateUser`.
    public var triggerSource: String
    /// The user pool's region.
    public var region: String
    /// The user pool.
    public var userPoolID: String
    /// The user; nil where nobody has signed up yet.
    public var userName: String?
    /// Who asked the user pool.
    public var callerContext: CognitoCaller
    /// What the trigger tells.
    public var request: Trigger.Request
    /// What the trigger asks.
    public var response: Trigger.Response

    private enum CodingKeys: String, CodingKey {
        case version, triggerSource, region
        case userPoolID = "userPoolId"
        case userName, callerContext, request, response
    }
}

/// A trigger of a user pool: the shapes of what it tells and asks.
public protocol CognitoTrigger {
    /// What the trigger tells.
    associatedtype Request: Codable, Sendable, Equatable
    /// What the trigger asks.
    associatedtype Response: Codable, Sendable, Equatable
}

/// Who asked a user pool.
public struct CognitoCaller: Codable, Sendable, Equatable {
    /// The client's SDK.
    public var awsSDKVersion: String
    /// The app client.
    public var clientID: String

    private enum CodingKeys: String, CodingKey {
        case awsSDKVersion = "awsSdkVersion"
        case clientID = "clientId"
    }
}

/// The answer to a trigger that asks nothing.
public struct CognitoNoResponse: Codable, Sendable, Equatable {}
