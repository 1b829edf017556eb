import AWSClient
import FoundationEssentials
import HTTPTransport

/// Where a container gets its credentials, and what it shows there.
///
/// Source: AWS SDKs and Tools reference, "Container credential provider".
struct ContainerEndpoint: Sendable, Equatable {
    enum Token: Sendable, Equatable {
        case text(Secret)
        /// Read anew each time, because it changes.
        case file(String)
    }

    let endpoint: Endpoint
    /// Path and query.
    let target: String
    let token: Token?

    /// Nil where the environment names none.
    ///
    /// - Throws: `ConfigurationError` for a URL whose host could be anybody's: the token must not go
    ///   there unencrypted.
    init?(_ environment: Environment) throws(ConfigurationError) {
        let setting = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
        let url: String
        if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
            url = "http://169.254.170.2\(path)"
        } else if let full = environment[setting] {
            url = full
        } else {
            return nil
        }
        guard let (origin, target) = Self.split(url) else {
            throw .invalidEndpoint(url, setting: setting)
        }
        guard origin.scheme == .https || Self.isOwn(origin.host) else {
            throw .credentialsFailed(
                source: setting,
                reason: "\(origin.host) is neither this machine nor a container's own address."
            )
        }
        endpoint = Endpoint(origin)
        self.target = target
        let file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"]
        let text = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
        token = file.map(Token.file) ?? text.map { .text(Secret($0)) }
    }

    private static func split(_ url: String) -> (Origin, target: String)? {
        let scheme = url.hasPrefix("https://") ? "https://" : "http://"
        guard url.hasPrefix(scheme) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let origin = Endpoint(url: scheme + authority)?.origin else { return nil }
        let target = rest.dropFirst(authority.count)
        return (origin, target.hasPrefix("/") ? String(target) : "/\(target)")
    }

    private static func isOwn(_ host: String) -> Bool {
        let known = ["localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"]
        return known.contains(host) || isLoopback(host)
    }

    /// An address of 127.0.0.0/8; a name that merely begins like one is none.
    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// Credentials from the container's own service: ECS, EKS Pod Identity, Lambda SnapStart.
struct ContainerCredentials: CredentialsProvider {
    let endpoint: ContainerEndpoint
    let http: any HTTPSending

    func credentials() async throws(ConfigurationError) -> Credentials {
        var request = HTTPRequest(method: "GET", target: endpoint.target)
        request.fields["Accept"] = "application/json"
        request.fields["Authorization"] = try token()
        let source = MetadataService(
            name: "the container",
            origin: endpoint.endpoint.origin,
            http: http
        )
        return try Credentials(document: await source.body(of: request), from: source.name)
    }

    private func token() throws(ConfigurationError) -> String? {
        switch endpoint.token {
        case nil: return nil
        case .text(let token): return token.text
        case .file(let path): return try file(path)
        }
    }
}

/// Reads a file that holds a token.
func file(_ path: String) throws(ConfigurationError) -> String {
    do {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let start = text.drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    } catch {
        throw .credentialsFailed(source: path, reason: "the file cannot be read.")
    }
}
