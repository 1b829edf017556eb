/// Reads XML by recursive descent, as far as AWS's services write it.
///
/// Source: W3C "Extensible Markup Language (XML) 1.0".
struct XMLParser {
    /// Deeper than any answer of AWS, shallow enough for the smallest stack.
    private static let maximumDepth = 100

    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(XMLError) -> XML {
        try skipProlog()
        let root = try element(depth: 0)
        try skipProlog()
        guard offset == bytes.count else { throw problem("more than one root") }
        return root
    }

    /// White space, comments and processing instructions.
    private mutating func skipProlog() throws(XMLError) {
        while true {
            skipWhiteSpace()
            if skip("<?") {
                _ = try textUpTo("?>")
            } else if skip("<!--") {
                _ = try textUpTo("-->")
            } else {
                return
            }
        }
    }

    private mutating func element(depth: Int) throws(XMLError) -> XML {
        guard depth < Self.maximumDepth else { throw problem("nested too deeply") }
        guard skip("<") else { throw problem("expected an element") }
        let tag = try name()
        var element = XML(name: localName(of: tag))
        try skipAttributes()
        if skip("/>") { return element }
        guard skip(">") else { throw problem("expected the tag's end") }
        try content(of: &element, depth: depth)
        guard try name() == tag,
            {
                skipWhiteSpace()
                return skip(">")
            }()
        else {
            throw problem("expected the end of \(tag)")
        }
        return element
    }

    /// Everything up to and including the `</` that ends the element.
    private mutating func content(of element: inout XML, depth: Int) throws(XMLError) {
        while !skip("</") {
            if skip("<!--") {
                _ = try textUpTo("-->")
            } else if skip("<![CDATA[") {
                element.text += try textUpTo("]]>")
            } else if peek == UInt8(ascii: "<") {
                element.children.append(try self.element(depth: depth + 1))
            } else {
                element.text += try characters()
            }
        }
        if !element.children.isEmpty { element.text = "" }
    }

    private mutating func skipAttributes() throws(XMLError) {
        skipWhiteSpace()
        while let byte = peek, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") {
            _ = try name()
            skipWhiteSpace()
            guard skip("=") else { throw problem("expected an attribute's value") }
            skipWhiteSpace()
            if skip("\"") {
                _ = try textUpTo("\"")
            } else if skip("'") {
                _ = try textUpTo("'")
            } else {
                throw problem("expected a quotation mark")
            }
            skipWhiteSpace()
        }
    }

    private mutating func name() throws(XMLError) -> String {
        let start = offset
        while let byte = peek, byte.isXMLNameCharacter { offset += 1 }
        guard offset > start else { throw problem("expected a name") }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// Text up to the next tag.
    private mutating func characters() throws(XMLError) -> String {
        var text = ""
        while let byte = peek, byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                text.unicodeScalars.append(try entity())
            } else {
                let start = offset
                while let byte = peek, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") {
                    offset += 1
                }
                text += try validText(bytes[start..<offset])
            }
        }
        guard peek != nil else { throw problem("an element without an end") }
        return text
    }

    private mutating func entity() throws(XMLError) -> Unicode.Scalar {
        let start = offset
        offset += 1
        let name = try textUpTo(";")
        let scalar: Unicode.Scalar? =
            switch name {
            case "amp": "&"
            case "lt": "<"
            case "gt": ">"
            case "quot": "\""
            case "apos": "'"
            default: numbered(name)
            }
        guard let scalar else { throw XMLError(offset: start, problem: "unknown entity") }
        return scalar
    }

    /// `#233` or `#xe9`.
    private func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let number =
            digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        return number.flatMap(Unicode.Scalar.init)
    }

    /// What precedes a mark, which is skipped.
    private mutating func textUpTo(_ mark: StaticString) throws(XMLError) -> String {
        let start = offset
        while offset < bytes.count {
            let end = offset
            if skip(mark) { return try validText(bytes[start..<end]) }
            offset += 1
        }
        throw XMLError(offset: start, problem: "expected \(mark)")
    }

    private func validText(_ bytes: ArraySlice<UInt8>) throws(XMLError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw XMLError(offset: bytes.startIndex, problem: "not UTF-8")
        }
        return text
    }

    private func localName(of tag: String) -> String {
        String(tag.split(separator: ":").last ?? Substring(tag))
    }
}

extension XMLParser {
    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipWhiteSpace() {
        while let byte = peek, byte == 0x20 || (0x09...0x0d).contains(byte) { offset += 1 }
    }

    private mutating func skip(_ mark: StaticString) -> Bool {
        let isHere = mark.withUTF8Buffer { bytes[offset...].starts(with: $0) }
        if isHere { offset += mark.utf8CodeUnitCount }
        return isHere
    }

    private func problem(_ problem: String) -> XMLError {
        XMLError(offset: offset, problem: problem)
    }
}

extension UInt8 {
    /// Not exactly XML's rule, but none of these can end a name.
    fileprivate var isXMLNameCharacter: Bool {
        switch self {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="): false
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "&"), UInt8(ascii: "!"): false
        default: self > 0x20
        }
    }
}
