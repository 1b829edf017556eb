/// Says where a text stops being JSON.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let problem: String

    package var description: String { "not JSON at byte \(offset): \(problem)" }
}

extension JSON {
    /// Reads exactly one value with optional white space around it.
    package init(parsing text: [UInt8]) throws(JSONError) {
        var parser = JSONParser(text)
        self = try parser.document()
    }
}

/// Reads JSON by recursive descent: one function for each rule of the grammar.
private struct JSONParser {
    /// Deeper than any AWS answer, shallow enough for the smallest stack.
    private static let maximumDepth = 128

    private let text: [UInt8]
    private var offset = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func document() throws(JSONError) -> JSON {
        let value = try value(depth: 0)
        skipWhiteSpace()
        guard offset == text.count else { throw problem("more than one value") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        guard depth < Self.maximumDepth else { throw problem("nested too deeply") }
        skipWhiteSpace()
        switch peek {
        case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func members(depth: Int) throws(JSONError) -> JSON.Object {
        offset += 1
        if skip("}") { return [:] }
        var members = JSON.Object()
        repeat {
            skipWhiteSpace()
            let name = try string()
            guard skip(":") else { throw problem("expected a colon") }
            members.append(name, try value(depth: depth))
        } while skip(",")
        guard skip("}") else { throw problem("expected a comma or the object's end") }
        return members
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [JSON] {
        var elements: [JSON] = []
        offset += 1
        if skip("]") { return elements }
        repeat { elements.append(try value(depth: depth)) } while skip(",")
        guard skip("]") else { throw problem("expected a comma or the array's end") }
        return elements
    }

    private mutating func literal(_ word: String, _ value: JSON) throws(JSONError) -> JSON {
        guard text[offset...].starts(with: word.utf8) else { throw problem("unknown word") }
        offset += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONError) -> String {
        let start = offset
        take("-")
        guard take("0") || takeDigits(), takeFraction(), takeExponent() else {
            throw problem("expected a value", at: start)
        }
        return String(decoding: text[start..<offset], as: UTF8.self)
    }

    /// False where there is but the beginning of one, as the next does.
    private mutating func takeFraction() -> Bool {
        !take(".") || takeDigits()
    }

    private mutating func takeExponent() -> Bool {
        guard take("e") || take("E") else { return true }
        _ = take("+") || take("-")
        return takeDigits()
    }

    private mutating func string() throws(JSONError) -> String {
        guard take("\"") else { throw problem("expected a string") }
        let start = plainCharacters()
        // Most strings have no escape: their bytes need no copy on the way.
        guard peek == UInt8(ascii: "\\") else { return try endOfString(start) }
        var content = Array(start)
        while peek == UInt8(ascii: "\\") {
            try escape(into: &content)
            content += plainCharacters()
        }
        return try endOfString(content[...])
    }

    private mutating func endOfString(_ content: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard let end = peek else { throw problem("unfinished string") }
        guard end == UInt8(ascii: "\"") else { throw problem("control character in a string") }
        offset += 1
        guard let text = try? UTF8Span(validating: content.span) else {
            throw problem("string is not UTF-8")
        }
        return String(copying: text)
    }

    /// Everything up to the next quotation mark, escape or control character.
    private mutating func plainCharacters() -> ArraySlice<UInt8> {
        let start = offset
        while let byte = peek,
            byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
        {
            offset += 1
        }
        return text[start..<offset]
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
        offset += 1
        guard let letter = peek else { throw problem("unfinished escape") }
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(letter)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0c)
        case UInt8(ascii: "n"): content.append(0x0a)
        case UInt8(ascii: "r"): content.append(0x0d)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content += Array(String(try escapedScalar()).utf8)
        default: throw problem("unknown escape", at: offset - 1)
        }
    }

    /// One scalar after `\u`: four digits, or a surrogate pair (RFC 8259 section 7).
    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let start = offset
        let high = try codeUnit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard skipExactly("\\u") else { throw problem("half a surrogate pair", at: start) }
        let pair = [high, try codeUnit()]
        var decoder = UTF16()
        var units = pair.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&units) else {
            throw problem("half a surrogate pair", at: start)
        }
        return scalar
    }

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        let digits = text[offset...].prefix(4)
        guard digits.count == 4, digits.allSatisfy(\.isHexDigit),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw problem("expected four hexadecimal digits") }
        offset += 4
        return unit
    }
}

extension JSONParser {
    private var peek: UInt8? {
        offset < text.count ? text[offset] : nil
    }

    private mutating func skipWhiteSpace() {
        while let byte = peek, byte.isJSONWhiteSpace { offset += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipWhiteSpace()
        return take(character)
    }

    @discardableResult
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func takeDigits() -> Bool {
        let start = offset
        while let byte = peek, byte.isDigit { offset += 1 }
        return offset > start
    }

    private mutating func skipExactly(_ word: String) -> Bool {
        guard text[offset...].starts(with: word.utf8) else { return false }
        offset += word.utf8.count
        return true
    }

    private func problem(_ problem: String, at place: Int? = nil) -> JSONError {
        JSONError(offset: place ?? offset, problem: problem)
    }
}

extension UInt8 {
    fileprivate var isJSONWhiteSpace: Bool {
        self == 0x20 || self == 0x0a || self == 0x0d || self == 0x09
    }
}
