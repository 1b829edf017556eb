/// Where a connection goes: scheme, host and port.
///
/// Source: RFC 6454 section 4.
package struct Origin: Sendable, Hashable {
    package enum Scheme: String, Sendable {
        case http
        case https
    }

    package var scheme: Scheme
    package var host: String
    package var port: Int

    package init(_ scheme: Scheme, host: String, port: Int? = nil) {
        self.scheme = scheme
        self.host = host
        self.port = port ?? (scheme == .https ? 443 : 80)
    }
}
