/// What is missing or wrong in the settings that calls to AWS need.
package enum ConfigurationError: Error, Sendable, Equatable {
    case missingCredentials
    /// A place that should give credentials gives none.
    case credentialsFailed(source: String, reason: String)
    /// The calling task was cancelled while it waited for credentials.
    case cancelled
    case missingRegion
    case invalidRegion(String)
    case invalidEndpoint(String, setting: String)
    case invalidSetting(String, value: String, expected: String)
}

extension ConfigurationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missingCredentials:
            "No AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
                + "or AWS_PROFILE to a profile that has some."
        case .credentialsFailed(let source, let reason):
            "No AWS credentials from \(source): \(reason)"
        case .cancelled:
            "The task was cancelled while it waited for credentials."
        case .missingRegion:
            "No AWS region: set AWS_REGION, for example to us-east-1."
        case .invalidRegion(let name):
            "“\(name)” is no AWS region: set AWS_REGION to a name such as us-east-1."
        case .invalidEndpoint(let url, let setting):
            "“\(url)” is no endpoint: set \(setting) to a URL such as http://127.0.0.1:4566."
        case .invalidSetting(let setting, let value, let expected):
            "“\(value)” is no value for \(setting): set it to \(expected)."
        }
    }
}
