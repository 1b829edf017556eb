import AWSClient
import AWSDeployment
import ArgumentParser
import HTTPTransport

/// Which stack, and whose.
struct StackOptions: ParsableArguments {
    @Option(help: "The name of the stack.")
    var stackName: String

    @Option(help: "The profile of ~/.aws that gives the credentials.")
    var profile: String?

    @Option(help: "The region (default: what the environment or the profile says).")
    var region: String?

    @Option(help: .hidden)
    var poll = 2.0

    var pause: Duration { .seconds(poll) }

    func client() throws -> AWSClient {
        try AWSClient(
            profile: profile,
            region: try region.map { try Region($0) },
            http: HTTPClient(maximumConnections: 4)
        )
    }
}
