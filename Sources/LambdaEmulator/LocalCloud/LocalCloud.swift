package import AWSClient

/// A service that stands in for AWS's own, such as MiniStack or LocalStack: functions find the queues
/// and tables of their template there.
package struct LocalCloud: Sendable, Hashable {
    package let endpointURL: String
    /// Endpoints of single services, by the names of their variables.
    private let serviceEndpoints: [String: String]
    let credentials: [String: String]

    /// Takes credentials and the endpoints of single services out of variables.
    ///
    /// Credentials out of configuration files are none for a stand-in; without any, it is shown those that
    /// stand-ins commonly take.
    ///
    /// - Throws: `ConfigurationError.invalidEndpoint` where a URL is none.
    package init(
        endpointURL: String,
        variables: [String: String] = [:]
    ) throws(ConfigurationError) {
        self.endpointURL = endpointURL.hasSuffix("/") ? String(endpointURL.dropLast()) : endpointURL
        serviceEndpoints = variables.filter {
            $0.key.hasPrefix("AWS_ENDPOINT_URL_") && $0.key != "AWS_ENDPOINT_URL_LAMBDA"
        }
        let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
        credentials =
            keys.allSatisfy { variables[$0]?.isEmpty == false }
            ? variables.filter { keys.contains($0.key) || $0.key == "AWS_SESSION_TOKEN" }
            : Dictionary(keys.map { ($0, "test") }) { first, _ in first }
        for (setting, url) in endpoints where Endpoint(url: url) == nil {
            throw .invalidEndpoint(url, setting: setting)
        }
    }

    /// Where the URL of each queue begins.
    var queueEndpointURL: String { serviceEndpoints["AWS_ENDPOINT_URL_SQS"] ?? endpointURL }

    /// The variables by which AWS's SDKs find the service.
    var endpoints: [String: String] {
        serviceEndpoints.merging(["AWS_ENDPOINT_URL": endpointURL]) { own, _ in own }
    }

    /// The variables that functions, and whoever else calls the service, need for that.
    package var variables: [String: String] {
        endpoints.merging(credentials) { $1 }
            .merging(["AWS_REGION": EmulatedAccount.region]) { $1 }
    }

    /// A client of the service.
    func client(http: any HTTPSending) throws(ConfigurationError) -> AWSClient {
        try AWSClient(Environment(variables), http: http)
    }
}
