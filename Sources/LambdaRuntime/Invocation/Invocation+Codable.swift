public import FoundationEssentials

// Emitted into the program that calls them, so that other programs do not carry Foundation's JSON.
extension Invocation {
    /// What the caller's mobile SDK says of its client; nil where it says nothing, or no JSON.
    @_alwaysEmitIntoClient
    public var clientContext: ClientContext? { Self.decode(clientContextJSON) }

    /// The caller's place in a distributed trace, in the W3C's form.
    @_alwaysEmitIntoClient
    public var traceContext: TraceContext? { clientContext?.traceContext }

    /// The caller's Cognito identity; nil where there is none.
    @_alwaysEmitIntoClient
    public var cognitoIdentity: CognitoIdentity? { Self.decode(cognitoIdentityJSON) }

    @_alwaysEmitIntoClient
    static func decode<Value: Decodable>(_ json: String?) -> Value? {
        // The caller wrote it, so what does not decode is as good as missing.
        json.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }
}
