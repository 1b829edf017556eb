extension UInt8 {
    /// Characters that a URI never needs to escape (RFC 3986 section 2.3).
    var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: isDigit || isLetter
        }
    }

    var isDigit: Bool {
        self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9")
    }

    var isHexDigit: Bool {
        isDigit || lowercased >= UInt8(ascii: "a") && lowercased <= UInt8(ascii: "f")
    }

    var isLetter: Bool {
        lowercased >= UInt8(ascii: "a") && lowercased <= UInt8(ascii: "z")
    }

    /// Space, tab, line feed, vertical tab, form feed or carriage return.
    var isWhiteSpace: Bool {
        self == 0x20 || (0x09...0x0d).contains(self)
    }

    /// The letter in lower case; other characters may change too.
    private var lowercased: UInt8 {
        self | 0x20
    }
}

extension String {
    /// A field name in the form names are compared in.
    var lowercasedASCII: String {
        guard utf8.contains(where: \.isUpperCase) else { return self }
        return String(unsafeUninitializedCapacity: utf8.count) { buffer in
            for (index, byte) in utf8.enumerated() {
                buffer[index] = byte.isUpperCase ? byte | 0x20 : byte
            }
            return utf8.count
        }
    }
}

extension UInt8 {
    fileprivate var isUpperCase: Bool {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z")
    }
}
