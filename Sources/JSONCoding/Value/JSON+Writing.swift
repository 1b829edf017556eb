extension JSON {
    /// The value as UTF-8, without white space.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        output.append(self)
        return output
    }

    /// The value in printable ASCII, fit for a header field.
    package var ascii: String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.value < 0x7f {
                text.unicodeScalars.append(scalar)
            } else {
                text += scalar.escape
            }
        }
    }
}

extension Unicode.Scalar {
    /// Four digits for each UTF-16 unit, so two escapes beyond the basic plane.
    fileprivate var escape: String {
        String(self).utf16.reduce(into: "") { text, unit in
            let digits = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ value: JSON) {
        switch value {
        case .null: append(contentsOf: "null".utf8)
        case .bool(let value): append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let digits): append(contentsOf: digits.utf8)
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
}
