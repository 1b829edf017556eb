/// Takes a JSON text apart without reading its values: each stays as it was written.
///
/// The text is one that this library has put together; of any other it finds what it can.
struct JSONSlices {
    private var rest: Substring.UTF8View

    init(_ text: some StringProtocol) {
        rest = Substring(text).utf8
    }

    /// The members of an object, by their names as written; `nil` for anything else.
    mutating func members() -> [String: Substring]? {
        guard take("{") else { return nil }
        var members: [String: Substring] = [:]
        while !take("}") {
            guard let key = value(), take(":"), let value = value() else { return nil }
            members[String(key.dropFirst().dropLast())] = value
            _ = take(",")
        }
        return members
    }

    /// The elements of an array; `nil` for anything else.
    mutating func elements() -> [Substring]? {
        guard take("[") else { return nil }
        var elements: [Substring] = []
        while !take("]") {
            guard let value = value() else { return nil }
            elements.append(value)
            _ = take(",")
        }
        return elements
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 <= UInt8(ascii: " ") }
    }

    /// The next value, with everything inside it.
    private mutating func value() -> Substring? {
        skipSpace()
        let start = rest
        var depth = 0
        repeat {
            switch rest.first {
            case nil: return nil
            case UInt8(ascii: "\""): skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                rest.removeFirst()
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                rest.removeFirst()
            case _ where depth > 0: rest.removeFirst()
            case _: skipScalar()
            }
        } while depth > 0
        guard depth == 0, start.startIndex < rest.startIndex else { return nil }
        return Substring(start[..<rest.startIndex])
    }

    private mutating func skipString() {
        rest.removeFirst()
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") { _ = rest.popFirst() }
        }
    }

    private mutating func skipScalar() {
        rest = rest.drop { byte in
            byte > UInt8(ascii: " ") && !",]}".utf8.contains(byte)
        }
    }
}
