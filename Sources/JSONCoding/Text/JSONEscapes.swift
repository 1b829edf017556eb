// What stands for a character in a string that cannot stand there itself (RFC 8259 section 7).

extension ArraySlice<UInt8> {
    /// The content of a string whose escapes have been found to be right.
    var unescaped: String {
        var content: [UInt8] = []
        content.reserveCapacity(count)
        var rest = self
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
                content.append(byte)
                continue
            }
            if let character = letter.escapedCharacter {
                content.append(character)
            } else {
                content += rest.popScalar().utf8
            }
        }
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func popScalar() -> String {
        var units = [popCodeUnit()]
        if UTF16.isLeadSurrogate(units[0]) {
            removeFirst(2)
            units.append(popCodeUnit())
        }
        return String(decoding: units, as: UTF16.self)
    }

    private mutating func popCodeUnit() -> UInt16 {
        defer { removeFirst(4) }
        return prefix(4).hexadecimalCodeUnit ?? 0xfffd
    }

    /// Nil unless they are four hexadecimal digits.
    var hexadecimalCodeUnit: UInt16? {
        guard count == 4 else { return nil }
        var unit: UInt16 = 0
        for digit in self {
            guard let value = digit.hexadecimalValue else { return nil }
            unit = unit << 4 | value
        }
        return unit
    }
}

extension [UInt8] {
    /// A string in its quotation marks.
    mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        append(escaping: text)
        append(UInt8(ascii: "\""))
    }

    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { append(escaping: $0) }
    }

    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        guard text.contains(where: \.needsEscape) else { return append(contentsOf: text) }
        for byte in text {
            if !byte.needsEscape {
                append(byte)
            } else if let letter = byte.escapeLetter {
                append(UInt8(ascii: "\\"))
                append(letter)
            } else {
                append(contentsOf: #"\u00"#.utf8)
                append(byte >> 4 + UInt8(ascii: "0"))
                append(UInt8.hexadecimalDigits[Int(byte & 15)])
            }
        }
    }
}

extension UInt8 {
    fileprivate static let hexadecimalDigits = Array("0123456789abcdef".utf8)

    fileprivate var needsEscape: Bool {
        self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
    }

    /// The character that this letter stands for after a backslash.
    var escapedCharacter: UInt8? {
        switch self {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): self
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0c
        case UInt8(ascii: "n"): 0x0a
        case UInt8(ascii: "r"): 0x0d
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The letter that stands for this character after a backslash.
    fileprivate var escapeLetter: UInt8? {
        switch self {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): self
        case 0x08: UInt8(ascii: "b")
        case 0x0c: UInt8(ascii: "f")
        case 0x0a: UInt8(ascii: "n")
        case 0x0d: UInt8(ascii: "r")
        case 0x09: UInt8(ascii: "t")
        default: nil
        }
    }

    fileprivate var hexadecimalValue: UInt16? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
