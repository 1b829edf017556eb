/// What is missing or wrong in the settings that calls to AWS need.
package enum ConfigurationError: Error, Sendable, Equatable {
    case missingCredentials
    case missingRegion
    case invalidRegion(String)
    case invalidEndpoint(String, setting: String)
}

extension ConfigurationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missingCredentials:
            "No AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        case .missingRegion:
            "No AWS region: set AWS_REGION, for example to us-east-1."
        case .invalidRegion(let name):
            "“\(name)” is no AWS region: set AWS_REGION to a name such as us-east-1."
        case .invalidEndpoint(let url, let setting):
            "“\(url)” is no endpoint: set \(setting) to a URL such as http://127.0.0.1:4566."
        }
    }
}
