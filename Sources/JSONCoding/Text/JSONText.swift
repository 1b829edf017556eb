/// A JSON text in which every value has been found, and none has been read.
///
/// Source: RFC 8259.
struct JSONText: Sendable {
    let bytes: [UInt8]
    /// The values in the order of the text; of an object each name comes before its value.
    let values: [Value]

    /// A value's place in the text.
    struct Value: Sendable {
        let kind: Kind
        /// Where the number, or what stands between a string's quotation marks, begins.
        let start: Int32
        /// Where it ends; how many values an array or an object has.
        var end: Int32
        /// The index of the value after this one and all that is in it.
        var next: Int32
        /// The index of the array or object that this is in; -1 of what is in none.
        let parent: Int32
        /// How many come before it there.
        let position: Int32
    }

    enum Kind: Sendable {
        case null
        case bool(Bool)
        case number
        case string
        /// A string with escapes, which stands in the text in other bytes than it has.
        case escaped
        case array
        case object
    }
}

extension JSONText {
    /// Finds exactly one value with optional white space around it.
    init(_ bytes: [UInt8]) throws(JSONError) {
        var scanner = JSONScanner(bytes)
        self.init(bytes: bytes, values: try scanner.document())
    }

    /// The bytes of a number, or those between a string's quotation marks.
    func content(of value: Value) -> ArraySlice<UInt8> {
        bytes[Int(value.start)..<Int(value.end)]
    }

    func string(of value: Value) -> String {
        guard case .escaped = value.kind else {
            return String(decoding: content(of: value), as: UTF8.self)
        }
        return content(of: value).unescaped
    }

    /// The indices of an array's elements, or those of an object's names.
    func children(of index: Int) -> Children {
        let parent = values[index]
        switch parent.kind {
        case .array: return Children(values, from: index + 1, count: parent.end, isObject: false)
        case .object: return Children(values, from: index + 1, count: parent.end, isObject: true)
        case .null, .bool, .number, .string, .escaped:
            return Children(values, from: index, count: 0, isObject: false)
        }
    }

    struct Children: Sequence, IteratorProtocol {
        private let values: [Value]
        private let isObject: Bool
        private var index: Int
        private var left: Int32

        fileprivate init(_ values: [Value], from index: Int, count: Int32, isObject: Bool) {
            self.values = values
            self.isObject = isObject
            self.index = index
            left = count
        }

        mutating func next() -> Int? {
            guard left > 0 else { return nil }
            defer {
                index = Int(values[isObject ? index + 1 : index].next)
                left -= 1
            }
            return index
        }
    }
}
