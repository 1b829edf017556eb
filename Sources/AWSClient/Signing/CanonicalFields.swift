import HTTPTransport

/// Step 1, the header fields of the canonical request: names in lower case and in order, values
/// trimmed and with single spaces, repeated fields joined by commas.
struct CanonicalFields {
    private typealias Field = (name: String, index: Int, value: String)

    /// By name; those of one name in the order they were given.
    private let signed: [Field]
    /// The names, separated by semicolons.
    let names: String

    init(_ fields: HTTPFields) {
        var signed: [Field] = []
        signed.reserveCapacity(fields.all.count)
        for (index, field) in fields.all.enumerated() {
            let name = field.name.lowercasedASCII
            if !unsignedFields.contains(name) { signed.append((name, index, field.value)) }
        }
        signed.sort { ($0.name, $0.index) < ($1.name, $1.index) }
        self.signed = signed
        names = Self.names(signed)
    }

    private static func names(_ signed: [Field]) -> String {
        var names = ""
        names.reserveCapacity(64)
        var previous: String?
        for field in signed where field.name != previous {
            if previous != nil { names += ";" }
            names += field.name
            previous = field.name
        }
        return names
    }

    /// Appends one `name:value` line for each name, each ended by a line feed.
    func appendLines(to text: inout [UInt8]) {
        var previous: String?
        for (name, _, value) in signed {
            if name == previous {
                text.removeLast()
                text.append(UInt8(ascii: ","))
            } else {
                text += name.utf8
                text.append(UInt8(ascii: ":"))
            }
            text += trimmed(value).utf8
            text.append(UInt8(ascii: "\n"))
            previous = name
        }
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
        let bytes = span
        for index in bytes.indices {
            let byte = bytes[index]
            let isSpace = byte.isWhiteSpace
            if isSpace, isAfterSpace || byte != 0x20 { return true }
            isAfterSpace = isSpace
        }
        return isAfterSpace && !isEmpty
    }
}
