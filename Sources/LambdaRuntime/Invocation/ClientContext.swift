/// What the caller's mobile SDK says of its client.
///
/// Source: "Using the AWS Mobile SDK" and `ClientContext` of "Invoke" in the Lambda API Reference.
public struct ClientContext: Sendable, Hashable, Decodable {
    /// The application on the caller's device.
    public struct Client: Sendable, Hashable, Decodable {
        /// One installation of the application.
        public var installationID: String?
        /// The application's title.
        public var appTitle: String?
        /// The application's version, as people read it.
        public var appVersionName: String?
        /// The application's version, as programs compare it.
        public var appVersionCode: String?
        /// The application's package.
        public var appPackageName: String?

        private enum CodingKeys: String, CodingKey {
            case installationID = "installation_id"
            case appTitle = "app_title"
            case appVersionName = "app_version_name"
            case appVersionCode = "app_version_code"
            case appPackageName = "app_package_name"
        }
    }

    /// The application, where the caller names it.
    public var client: Client?
    /// What the application adds; values that are no text, number or truth value are left out.
    public var custom: [String: String]
    /// What the SDK says of the device; values that are no text, number or truth value are left out.
    public var environment: [String: String]
    /// The trace that the caller is part of.
    public var traceContext: TraceContext?

    private enum CodingKeys: String, CodingKey {
        case client
        case custom
        case environment = "env"
        case traceContext = "w3c"
    }

    /// Reads the context; what is missing is nil or empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        client = try container.decodeIfPresent(Client.self, forKey: .client)
        custom = try container.decodeIfPresent(TextValues.self, forKey: .custom)?.values ?? [:]
        environment =
            try container.decodeIfPresent(TextValues.self, forKey: .environment)?.values ?? [:]
        traceContext = try container.decodeIfPresent(TraceContext.self, forKey: .traceContext)
    }
}

/// The caller's place in a distributed trace.
///
/// Source: "Trace Context" and "Baggage" of the W3C.
public struct TraceContext: Sendable, Hashable, Decodable {
    /// The trace and the caller's span.
    public var traceparent: String?
    /// What tracing systems add.
    public var tracestate: String?
    /// What the callers hand on.
    public var baggage: String?
}

/// The caller's identity in Amazon Cognito.
public struct CognitoIdentity: Sendable, Hashable, Decodable {
    /// The identity.
    public var identityID: String
    /// The pool that issued it.
    public var identityPoolID: String

    private enum CodingKeys: String, CodingKey {
        case identityID = "cognitoIdentityId"
        case identityPoolID = "cognitoIdentityPoolId"
    }
}

/// An object whose values should be text but need not be.
private struct TextValues: Decodable {
    var values: [String: String] = [:]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for key in container.allKeys {
            values[key.stringValue] = Self.text(of: key, in: container)
        }
    }

    /// Each type is tried in turn, and each but one is expected to fail.
    private static func text(of key: Key, in container: KeyedDecodingContainer<Key>) -> String? {
        if let text = try? container.decode(String.self, forKey: key) { return text }
        if let truth = try? container.decode(Bool.self, forKey: key) { return "\(truth)" }
        if let number = try? container.decode(Int64.self, forKey: key) { return "\(number)" }
        if let number = try? container.decode(Double.self, forKey: key) { return "\(number)" }
        return nil
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
