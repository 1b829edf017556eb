extension String {
    /// The text with each `+` turned into a space and each `%XX` into the byte it stands for, as in HTML forms.
    ///
    /// Nil where a `%` has no two hexadecimal digits behind it, or the bytes are no UTF-8.
    /// Source: RFC 3986 section 2.1, URL Standard section 5.1.
    var formDecoded: String? {
        var bytes: [UInt8] = []
        var rest = Substring(self).utf8
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2)
                guard digits.count == 2, digits.allSatisfy(\.isHexadecimalDigit),
                    let decoded = UInt8(Substring(digits), radix: 16)
                else { return nil }
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        Character(UnicodeScalar(self)).isHexDigit && self < 0x80
    }
}
