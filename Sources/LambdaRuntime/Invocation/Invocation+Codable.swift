import JSONCoding

extension Invocation {
    /// What the caller's mobile SDK says of its client; nil where it says nothing, or no JSON.
    public var clientContext: ClientContext? { Self.decode(clientContextJSON) }

    /// The caller's place in a distributed trace, in the W3C's form.
    public var traceContext: TraceContext? { clientContext?.traceContext }

    /// The caller's Cognito identity; nil where there is none.
    public var cognitoIdentity: CognitoIdentity? { Self.decode(cognitoIdentityJSON) }

    private static func decode<Value: Decodable>(_ json: String?) -> Value? {
        // The caller wrote it, so what does not decode is as good as missing.
        json.flatMap { try? JSON.decode(from: $0) }
    }
}
