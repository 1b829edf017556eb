import ArgumentParser
import Foundation
import HTTPTransport

/// Where a Lambda API is served.
struct Endpoint: ExpressibleByArgument, CustomStringConvertible {
    let origin: Origin
    let description: String

    init?(argument: String) {
        guard let url = URL(string: argument), let host = url.host(percentEncoded: false),
            let scheme = url.scheme.flatMap(Origin.Scheme.init)
        else { return nil }
        origin = Origin(scheme, host: host, port: url.port)
        description = argument
    }

    private init(port: Int) {
        origin = Origin(.http, host: "127.0.0.1", port: port)
        description = "http://127.0.0.1:\(port)"
    }

    /// `PERDURE_ENDPOINT`, or where `perdure dev` serves unless told otherwise.
    static var standard: Endpoint {
        ProcessInfo.processInfo.environment["PERDURE_ENDPOINT"].flatMap(Endpoint.init(argument:))
            ?? Endpoint(port: 9001)
    }
}

struct EndpointOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where Lambda's API is served.",
            discussion: "PERDURE_ENDPOINT sets the default.",
            valueName: "url"
        )
    )
    var endpoint = Endpoint.standard

    var client: LambdaClient { LambdaClient(endpoint) }
}
