extension JSON {
    /// The value as UTF-8, without white space.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        output.append(self)
        return output
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ value: JSON) {
        switch value {
        case .null: self += "null".utf8
        case .bool(let value): self += (value ? "true" : "false").utf8
        case .number(let digits): self += digits.utf8
        case .string(let text): append(quoted: text)
        case .array(let elements): append(elements)
        case .object(let members): append(members)
        }
    }

    private mutating func append(_ elements: [JSON]) {
        append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(element)
        }
        append(UInt8(ascii: "]"))
    }

    private mutating func append(_ members: JSON.Object) {
        append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(quoted: member.name)
            append(UInt8(ascii: ":"))
            append(member.value)
        }
        append(UInt8(ascii: "}"))
    }

    private mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        append(escaped: text)
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escaped text: String) {
        guard text.utf8.contains(where: \.needsEscape) else {
            self += text.utf8
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): self += [UInt8(ascii: "\\"), byte]
            case ..<0x20: self += "\\u00\([byte].hexadecimal)".utf8
            default: append(byte)
            }
        }
    }
}

extension UInt8 {
    fileprivate var needsEscape: Bool {
        self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
    }
}
