/// The characters of fields and lines, as RFC 9110 section 5.6 and RFC 9112 section 5 name them.
extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isHexDigit: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowercasedASCII)
    }

    /// A character of a method or a field name.
    var isTokenCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        case UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"): true
        default: false
        }
    }

    /// A character of a field value; bytes above ASCII are allowed, controls but the tab are not.
    var isFieldValueCharacter: Bool { self >= 0x20 && self != 0x7F || self == 0x09 }

    /// A character of a request target: no space and no control, or it would end the request line.
    var isTargetCharacter: Bool { self > 0x20 && self < 0x7F }

    var isOptionalWhitespace: Bool { self == 0x20 || self == 0x09 }

    var lowercasedASCII: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}

extension ArraySlice<UInt8> {
    var trimmed: ArraySlice<UInt8> {
        let start = drop(while: \.isOptionalWhitespace)
        let end = start.lastIndex { !$0.isOptionalWhitespace }
        return end.map { start[...$0] } ?? start.prefix(0)
    }

    var withoutCarriageReturn: ArraySlice<UInt8> {
        last == UInt8(ascii: "\r") ? dropLast() : self
    }
}

extension String {
    /// Compares ASCII letters without regard to case, as field names are compared.
    func equalsIgnoringCase(_ other: String) -> Bool {
        let (bytes, others) = (utf8.span, other.utf8.span)
        guard bytes.count == others.count else { return false }
        for index in bytes.indices
        where bytes[index].lowercasedASCII != others[index].lowercasedASCII {
            return false
        }
        return true
    }

    func hasOnly(_ isAllowed: (UInt8) -> Bool) -> Bool {
        let bytes = utf8.span
        for index in bytes.indices where !isAllowed(bytes[index]) { return false }
        return true
    }
}
