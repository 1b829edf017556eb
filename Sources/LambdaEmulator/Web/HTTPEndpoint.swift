/// An API or a function URL of the template: what on AWS has a host name of its own.
package struct HTTPEndpoint: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case httpAPI
        /// Bodies of these media types reach the function in Base64.
        case restAPI(binaryMediaTypes: [String])
        case functionURL(isStreamed: Bool)
    }

    package let logicalID: String
    package let kind: Kind
    let stage: String
    let routes: [HTTPRoute]
    let cors: CORSPolicy?

    /// The host name under which the emulator serves it.
    ///
    /// Every name below `localhost` is this machine (RFC 6761 section 6.3), and cookies and absolute
    /// paths work as they do on AWS.
    package var host: String { "\(logicalID.lowercased()).localhost" }

    init(
        logicalID: String,
        kind: Kind,
        stage: String = "$default",
        routes: [HTTPRoute],
        cors: CORSPolicy? = nil
    ) {
        self.logicalID = logicalID
        self.kind = kind
        self.stage = stage
        self.routes = routes
        self.cors = cors
    }
}

/// A way to a function.
struct HTTPRoute: Sendable, Hashable {
    enum PayloadFormat: Sendable, Hashable {
        case v1
        case v2
    }

    /// `nil` is any.
    let method: String?
    /// `nil` takes whatever no other route does.
    let path: RoutePath?
    let function: String
    let format: PayloadFormat

    /// How the events call it: `GET /pets/{id}`.
    var key: String {
        path.map { "\(method ?? "ANY") \($0)" } ?? "$default"
    }
}

extension HTTPEndpoint {
    struct Match: Hashable {
        let route: HTTPRoute
        let parameters: [String: String]
    }

    /// The most specific route that takes the request.
    ///
    /// Source: API Gateway developer guide, "Routing API requests".
    func match(_ method: String, _ path: String) -> Match? {
        let matches = routes.compactMap { route -> Match? in
            guard route.method.map({ $0 == method }) ?? true else { return nil }
            guard let pattern = route.path else { return Match(route: route, parameters: [:]) }
            return pattern.parameters(in: path).map { Match(route: route, parameters: $0) }
        }
        return matches.min { $0.route.isMoreSpecific(than: $1.route) }
    }
}

extension HTTPRoute {
    fileprivate func isMoreSpecific(than other: HTTPRoute) -> Bool {
        guard let path, let otherPath = other.path else { return path != nil && other.path == nil }
        if path.rank != otherPath.rank {
            return path.rank.lexicographicallyPrecedes(otherPath.rank)
        }
        return method != nil && other.method == nil
    }
}
