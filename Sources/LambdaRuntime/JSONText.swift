extension String {
    /// The text as a JSON string, quotes included.
    ///
    /// Source: RFC 8259 section 7.
    package var jsonQuoted: String {
        var quoted = "\""
        quoted.reserveCapacity(utf8.count + 2)
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\0"..<" ": quoted += scalar.fourDigitEscape
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension UnicodeScalar {
    fileprivate var fourDigitEscape: String {
        "\\u00" + (value < 16 ? "0" : "") + String(value, radix: 16)
    }
}
