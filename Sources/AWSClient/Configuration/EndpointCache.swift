import Synchronization

/// The endpoints of one region, each looked up in the settings once.
final class EndpointCache: Sendable {
    private let region: Region
    private let environment: Environment
    private let known = Mutex<[String: Endpoint]>([:])

    init(region: Region, environment: Environment) {
        self.region = region
        self.environment = environment
    }

    func endpoint(of service: AWSService) throws(ConfigurationError) -> Endpoint {
        if let endpoint = known.withLock({ $0[service.name] }) { return endpoint }
        let endpoint = try Endpoint(for: service, in: region, environment)
        known.withLock { $0[service.name] = endpoint }
        return endpoint
    }
}
