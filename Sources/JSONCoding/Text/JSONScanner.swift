/// Finds the values of a JSON text by recursive descent: one function for each rule of the grammar.
struct JSONScanner {
    /// Deeper than anything AWS sends, shallow enough for the smallest stack.
    static let maximumDepth = 128

    private let text: [UInt8]
    private var offset = 0
    private var values: [JSONText.Value] = []
    /// The array or object that is being read, and how many values it has so far.
    private var parent: Int32 = -1
    private var position: Int32 = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func document() throws(JSONError) -> [JSONText.Value] {
        guard text.count < Int32.max else { throw problem("longer than 2 GiB") }
        guard (try? UTF8Span(validating: text.span)) != nil else {
            throw JSONError(offset: text.validPrefix, problem: "not UTF-8")
        }
        values.reserveCapacity(text.count / 8 + 1)
        try value(depth: 0)
        skipWhiteSpace()
        guard offset == text.count else { throw problem("more than one value") }
        return values
    }

    private mutating func value(depth: Int) throws(JSONError) {
        guard depth < Self.maximumDepth else { throw problem("nested too deeply") }
        skipWhiteSpace()
        switch peek {
        case UInt8(ascii: "{"): try members(depth: depth + 1)
        case UInt8(ascii: "["): try elements(depth: depth + 1)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try literal("true", .bool(true))
        case UInt8(ascii: "f"): try literal("false", .bool(false))
        case UInt8(ascii: "n"): try literal("null", .null)
        default: try number()
        }
    }

    private mutating func members(depth: Int) throws(JSONError) {
        let object = begin(.object)
        var count: Int32 = 0
        if skip("}") { return close(object, count) }
        repeat {
            position = count
            skipWhiteSpace()
            try string()
            guard skip(":") else { throw problem("expected a colon") }
            try value(depth: depth)
            count += 1
        } while skip(",")
        guard skip("}") else { throw problem("expected a comma or the object's end") }
        close(object, count)
    }

    private mutating func elements(depth: Int) throws(JSONError) {
        let array = begin(.array)
        var count: Int32 = 0
        if skip("]") { return close(array, count) }
        repeat {
            position = count
            try value(depth: depth)
            count += 1
        } while skip(",")
        guard skip("]") else { throw problem("expected a comma or the array's end") }
        close(array, count)
    }

    private mutating func literal(
        _ word: String,
        _ kind: JSONText.Kind
    ) throws(JSONError) {
        let start = offset
        for byte in word.utf8 {
            guard peek == byte else { throw problem("unknown word", at: start) }
            offset += 1
        }
        found(kind, from: start, to: offset)
    }

    private mutating func number() throws(JSONError) {
        let start = offset
        take("-")
        guard take("0") || takeDigits(), takeFraction(), takeExponent() else {
            throw problem("expected a value", at: start)
        }
        found(.number, from: start, to: offset)
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

    private mutating func string() throws(JSONError) {
        guard take("\"") else { throw problem("expected a string") }
        let start = offset
        var kind = JSONText.Kind.string
        skipPlainCharacters()
        while take("\\") {
            kind = .escaped
            try escape()
            skipPlainCharacters()
        }
        let end = offset
        guard take("\"") else {
            throw problem(peek == nil ? "unfinished string" : "control character in a string")
        }
        found(kind, from: start, to: end)
    }

    /// Everything up to the next quotation mark, escape or control character.
    private mutating func skipPlainCharacters() {
        while offset < text.count, text[offset].isPlain { offset += 1 }
    }

    private mutating func escape() throws(JSONError) {
        guard let letter = peek else { throw problem("unfinished escape") }
        offset += 1
        if letter == UInt8(ascii: "u") { return try escapedScalar() }
        guard letter.escapedCharacter != nil else {
            throw problem("unknown escape", at: offset - 1)
        }
    }

    /// One scalar after `\u`: four digits, or a surrogate pair (RFC 8259 section 7).
    private mutating func escapedScalar() throws(JSONError) {
        let start = offset
        let unit = try codeUnit()
        guard UTF16.isSurrogate(unit) else { return }
        guard UTF16.isLeadSurrogate(unit), take("\\"), take("u"),
            UTF16.isTrailSurrogate(try codeUnit())
        else { throw problem("half a surrogate pair", at: start) }
    }

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        guard let unit = text[offset...].prefix(4).hexadecimalCodeUnit else {
            throw problem("expected four hexadecimal digits")
        }
        offset += 4
        return unit
    }
}

extension JSONScanner {
    private mutating func found(_ kind: JSONText.Kind, from start: Int, to end: Int) {
        values.append(
            JSONText.Value(
                kind: kind,
                start: Int32(start),
                end: Int32(end),
                next: Int32(values.count + 1),
                parent: parent,
                position: position
            )
        )
    }

    /// The index of an array or object whose values follow.
    private mutating func begin(_ kind: JSONText.Kind) -> Int {
        found(kind, from: offset, to: offset)
        offset += 1
        parent = Int32(values.count - 1)
        return values.count - 1
    }

    private mutating func close(_ index: Int, _ count: Int32) {
        values[index].end = count
        values[index].next = Int32(values.count)
        parent = values[index].parent
    }

    private var peek: UInt8? {
        offset < text.count ? text[offset] : nil
    }

    private mutating func skipWhiteSpace() {
        while offset < text.count, text[offset].isJSONWhiteSpace { offset += 1 }
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
        while offset < text.count, text[offset].isJSONDigit { offset += 1 }
        return offset > start
    }

    private func problem(_ problem: String, at place: Int? = nil) -> JSONError {
        JSONError(offset: place ?? offset, problem: problem)
    }
}

extension [UInt8] {
    /// How many of the first bytes are whole characters.
    fileprivate var validPrefix: Int {
        var decoder = UTF8()
        var bytes = makeIterator()
        var length = 0
        while case .scalarValue(let scalar) = decoder.decode(&bytes) {
            length += UTF8.width(scalar)
        }
        return length
    }
}

extension UInt8 {
    fileprivate var isPlain: Bool {
        self >= 0x20 && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }

    fileprivate var isJSONWhiteSpace: Bool {
        self == 0x20 || self == 0x0a || self == 0x0d || self == 0x09
    }

    fileprivate var isJSONDigit: Bool {
        self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9")
    }
}
