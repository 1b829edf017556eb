extension String {
    /// The text with each `%XX` turned into the byte it stands for.
    ///
    /// Nil where a `%` has no two hexadecimal digits behind it, or the bytes are no UTF-8.
    /// Source: RFC 3986 section 2.1.
    var percentDecoded: String? {
        var bytes: [UInt8] = []
        var rest = Substring(self).utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy(\.isHexadecimalDigit),
                let decoded = UInt8(Substring(digits), radix: 16)
            else { return nil }
            bytes.append(decoded)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        Character(UnicodeScalar(self)).isHexDigit && self < 0x80
    }
}
