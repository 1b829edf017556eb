package import HTTPTransport

/// Where a service answers: an origin, and the path that all its requests begin with.
package struct Endpoint: Sendable, Hashable {
    package let origin: Origin
    /// Empty, or begins with a slash and does not end with one.
    package let basePath: String
    /// The value of the `Host` field.
    let authority: String

    package init(_ origin: Origin, basePath: String = "") {
        self.origin = origin
        authority = origin.authority
        self.basePath = basePath
    }

    /// Reads a URL such as `http://127.0.0.1:4566`; nil when it is none.
    package init?(url: String) {
        let parts = url.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[1].isEmpty, parts[0].last == ":",
            let scheme = Origin.Scheme(rawValue: parts[0].dropLast().lowercased()),
            let origin = Origin(scheme, authority: String(parts[2]))
        else { return nil }
        let path = parts.dropFirst(3).filter { !$0.isEmpty }
        self.init(origin, basePath: path.map { "/\($0)" }.joined())
    }
}

extension Endpoint {
    /// The endpoint that the settings name for a service, or else the service's own.
    ///
    /// - Throws: `ConfigurationError.invalidEndpoint` for a URL that is none.
    package init(
        for service: AWSService,
        in region: Region,
        _ environment: Environment
    ) throws(ConfigurationError) {
        if let configured = try Endpoint(configuredFor: service, environment) {
            self = configured
        } else {
            let variant = EndpointVariant(environment)
            self.init(Origin(.https, host: variant.host(of: service, in: region)))
        }
    }

    /// The endpoint that the settings name; the service's own setting comes before the general one.
    ///
    /// Source: AWS SDKs and Tools reference, "Service-specific endpoints".
    private init?(
        configuredFor service: AWSService,
        _ environment: Environment
    ) throws(ConfigurationError) {
        let settings = ["AWS_ENDPOINT_URL_\(service.settingName)", "AWS_ENDPOINT_URL"]
        guard !environment.isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"),
            let (setting, url) = environment.first(of: settings)
        else { return nil }
        guard let endpoint = Endpoint(url: url) else {
            throw .invalidEndpoint(url, setting: setting)
        }
        self = endpoint
    }
}
