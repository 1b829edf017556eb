/// Where a connection goes: scheme, host and port.
///
/// Source: RFC 6454 section 4.
package struct Origin: Sendable, Hashable {
    package enum Scheme: String, Sendable {
        case http
        case https

        package var defaultPort: Int { self == .https ? 443 : 80 }
    }

    package var scheme: Scheme
    /// A name or an address; an IPv6 address without its brackets.
    package var host: String
    package var port: Int

    package init(_ scheme: Scheme, host: String, port: Int? = nil) {
        self.scheme = scheme
        self.host = host
        self.port = port ?? scheme.defaultPort
    }
}

extension Origin {
    /// Reads `host`, `host:port` or `[address]:port`; nil if it is none of these.
    package init?(_ scheme: Scheme, authority: String) {
        let host: Substring
        let rest: Substring
        if authority.first == "[" {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            host = authority[..<bracket].dropFirst()
            rest = authority[bracket...].dropFirst()
        } else {
            host = authority.prefix { $0 != ":" }
            rest = authority[host.endIndex...]
        }
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isAllowedInHost) else { return nil }
        guard !rest.isEmpty else {
            self.init(scheme, host: String(host))
            return
        }
        guard rest.first == ":", let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
        self.init(scheme, host: String(host), port: Int(port))
    }

    private static func isAllowedInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"): true
        default: false
        }
    }

    /// The value of the `Host` field: the port is left out where it is the scheme's own.
    ///
    /// Source: RFC 9110 section 7.2.
    package var authority: String {
        port == scheme.defaultPort ? bracketedHost : "\(bracketedHost):\(port)"
    }

    private var bracketedHost: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }
}

extension Origin: CustomStringConvertible {
    package var description: String { "\(scheme.rawValue)://\(bracketedHost):\(port)" }
}
