extension String {
    /// The text as a JSON string, quotes included.
    ///
    /// Source: RFC 8259 section 7.
    package var jsonQuoted: String { jsonQuoted { _ in false } }

    /// The same in printable ASCII only, fit for the value of a header field.
    var jsonQuotedASCII: String { jsonQuoted { $0.value > 0x7E } }

    private func jsonQuoted(escaping mustEscape: (UnicodeScalar) -> Bool) -> String {
        var quoted = "\""
        quoted.reserveCapacity(utf8.count + 2)
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\0"..<" ": quoted += scalar.jsonEscape
            case let scalar where mustEscape(scalar): quoted += scalar.jsonEscape
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension UnicodeScalar {
    /// Four digits for each UTF-16 unit, so two escapes beyond the basic plane.
    fileprivate var jsonEscape: String {
        UTF16.encode(self).map { unit in
            unit.reduce(into: "") { text, unit in
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        } ?? ""
    }
}
