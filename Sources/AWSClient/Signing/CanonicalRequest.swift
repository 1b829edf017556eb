package import HTTPTransport

/// Step 1 of a signature: the request in the one spelling that client and service agree on.
///
/// Source: AWS "Create a signed AWS API request", step 1.
package struct CanonicalRequest: Sendable {
    package let bytes: [UInt8]
    /// The names of the signed header fields, separated by semicolons.
    package let signedFields: String

    /// Takes a request with every field that shall be signed, `Host` among them, and what stands for
    /// its body: the digest in hexadecimal, or a keyword.
    package init(_ request: HTTPRequest, pathRule: PathRule, payloadHash: String) {
        let target = Target(request.target)
        let fields = CanonicalFields(request.fields)
        signedFields = fields.names
        var text: [UInt8] = []
        text.reserveCapacity(512)
        text.append(line: request.method)
        text.append(line: canonicalPath(target.path, rule: pathRule))
        text.append(line: canonicalQuery(target.query))
        fields.appendLines(to: &text)
        text.append(line: "")
        text.append(line: fields.names)
        text += payloadHash.utf8
        bytes = text
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension [UInt8] {
    fileprivate mutating func append(line: String) {
        self += line.utf8
        append(UInt8(ascii: "\n"))
    }
}

/// A request target, taken apart at its first question mark.
struct Target {
    let path: Substring
    let query: Substring

    init(_ target: String) {
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        path = target[..<mark]
        query = Substring(target.utf8[mark...].dropFirst())
    }
}
