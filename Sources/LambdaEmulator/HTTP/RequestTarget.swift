import FoundationEssentials

/// A request target taken apart: decoded path segments and query.
///
/// The path is split before it is decoded, so a segment may hold an encoded `/`, as the ARN of an
/// execution does.
struct RequestTarget: Hashable {
    let path: [String]
    let query: [String: [String]]

    init(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts[0].split(separator: "/").map { String($0).percentDecoded }
        query = parts.count > 1 ? Self.query(parts[1]) : [:]
    }

    /// The first value of a query item.
    subscript(name: String) -> String? { query[name]?.first }

    private static func query(_ text: Substring) -> [String: [String]] {
        text.split(separator: "&").reduce(into: [:]) { query, item in
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? parts[1].decoded : ""
            query[parts[0].decoded, default: []].append(value)
        }
    }
}

extension Substring {
    /// A part of a query, where a plus stands for a space.
    fileprivate var decoded: String { String(replacing("+", with: " ")).percentDecoded }
}

extension String {
    /// The text that percent signs encode; text that is wrong is left as it is.
    var percentDecoded: String { removingPercentEncoding ?? self }

    /// The text as one path segment or query value: all but unreserved characters are encoded.
    ///
    /// Source: RFC 3986 section 2.3.
    package var percentEncoded: String {
        utf8.reduce(into: "") { result, byte in
            if byte.isUnreserved {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
