import HTTPTransport

/// Step 1, the header fields of the canonical request: names in lower case and in order, values
/// trimmed and with single spaces, repeated fields joined by commas.
struct CanonicalFields {
    /// One `name:value` line for each name, each ended by a line feed.
    let lines: String
    /// The names, separated by semicolons.
    let names: String

    init(_ fields: HTTPFields) {
        var lines = ""
        var names = ""
        var previous: String?
        for (name, value) in Self.signed(fields) {
            if name == previous {
                lines.removeLast()
                lines += ","
            } else {
                if previous != nil { names += ";" }
                names += name
                lines += name
                lines += ":"
            }
            lines += trimmed(value)
            lines += "\n"
            previous = name
        }
        self.lines = lines
        self.names = names
    }

    /// By name; those of one name in the order they were given.
    private static func signed(_ fields: HTTPFields) -> [(name: String, value: String)] {
        fields.all.enumerated()
            .map { (name: $1.name.lowercasedASCII, index: $0, value: $1.value) }
            .filter { !unsignedFields.contains($0.name) }
            .sorted { ($0.name, $0.index) < ($1.name, $1.index) }
            .map { ($0.name, $0.value) }
    }
}

/// Fields that proxies and connections may change on the way.
private let unsignedFields: Set = [
    "authorization", "connection", "expect", "keep-alive", "proxy-authenticate",
    "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    "x-amzn-trace-id",
]

private func trimmed(_ value: String) -> String {
    guard value.utf8.hasSuperfluousSpace else { return value }
    return value.utf8.split(whereSeparator: \.isWhiteSpace)
        .map { String(Substring($0)) }
        .joined(separator: " ")
}

extension String.UTF8View {
    /// White space at an end, next to other white space, or of another kind than the space.
    fileprivate var hasSuperfluousSpace: Bool {
        var isAfterSpace = true
        for byte in self {
            let isSpace = byte.isWhiteSpace
            if isSpace, isAfterSpace || byte != 0x20 { return true }
            isAfterSpace = isSpace
        }
        return isAfterSpace && !isEmpty
    }
}
