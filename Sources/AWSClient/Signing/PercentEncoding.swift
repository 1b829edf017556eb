/// Percent-encoding as Signature Version 4 wants it: everything but unreserved characters, in
/// upper-case digits.
///
/// Source: RFC 3986 section 2; AWS "Create a signed AWS API request", UriEncode.
package enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let sign = UInt8(ascii: "%")

    package static func encode(_ bytes: some Sequence<UInt8>, keepsSlashes: Bool = false) -> String
    {
        var output: [UInt8] = []
        for byte in bytes {
            if byte.isUnreserved || keepsSlashes && byte == UInt8(ascii: "/") {
                output.append(byte)
            } else {
                output += [sign, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// One path segment or query part.
    package static func encode(_ text: String) -> String {
        encode(text.utf8)
    }

    /// The bytes that are meant; a per cent sign that starts no escape stands for itself.
    package static func decode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var rest = Array(bytes)[...]
        while let byte = rest.popFirst() {
            if byte == sign, let escaped = escapedByte(rest.prefix(2)) {
                output.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static func escapedByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy(\.isHexDigit) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
