import AWSClient
import AWSDeployment
import ArgumentParser
import HTTPTransport

/// Whose account, and which region of it.
struct AccountOptions: ParsableArguments {
    @Option(help: "The profile of ~/.aws that gives the credentials.")
    var profile: String?

    @Option(help: "The region (default: what the environment or the profile says).")
    var region: String?

    /// Credentials and region come from the environment and from ~/.aws, as for the AWS CLI.
    func client(connections: Int = 4) throws -> AWSClient {
        try AWSClient(
            profile: profile,
            region: try region.map { try Region($0) },
            http: HTTPClient(maximumConnections: connections),
            askForCode: askForCode
        )
    }
}
