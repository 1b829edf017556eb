import HTTPTransport

/// Step 1, the header fields of the canonical request: names in lower case and in order, values
/// trimmed and with single spaces, repeated fields joined by commas.
struct CanonicalFields {
    /// One `name:value` line for each name, each ended by a line feed.
    let lines: String
    /// The names, separated by semicolons.
    let names: String

    init(_ fields: HTTPFields) {
        var values: [String: [String]] = [:]
        for field in fields.all {
            let name = field.name.lowercasedASCII
            guard !unsignedFields.contains(name) else { continue }
            values[name, default: []].append(trimmed(field.value))
        }
        let sorted = values.sorted { $0.key < $1.key }
        lines = sorted.map { "\($0.key):\($0.value.joined(separator: ","))\n" }.joined()
        names = sorted.map(\.key).joined(separator: ";")
    }
}

/// Fields that proxies and connections may change on the way.
private let unsignedFields: Set = [
    "authorization", "connection", "expect", "keep-alive", "proxy-authenticate",
    "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    "x-amzn-trace-id",
]

private func trimmed(_ value: String) -> String {
    value.utf8.split(whereSeparator: \.isWhiteSpace)
        .map { String(Substring($0)) }
        .joined(separator: " ")
}
