extension JSON {
    /// Reads a value from its JSON, as Foundation's `JSONDecoder` reads it when it is left as it is made.
    ///
    /// Of two members with one name the last counts. `Data` is read from base64, `Decimal` from a number, `URL` from a
    /// string.
    ///
    /// - Throws: `DecodingError` where the text is no JSON, or does not fit the type.
    package static func decode<Value: Decodable>(
        _ type: Value.Type = Value.self,
        from text: [UInt8]
    ) throws -> Value {
        try JSONDocument(text).decode(type, at: 0)
    }

    /// Reads a value from its JSON.
    ///
    /// - Throws: `DecodingError` where the text is no JSON, or does not fit the type.
    package static func decode<Value: Decodable>(
        _ type: Value.Type = Value.self,
        from text: String
    ) throws -> Value {
        try decode(type, from: Array(text.utf8))
    }
}

/// A JSON text whose values are read as somebody asks for them.
final class JSONDocument: Sendable {
    let text: JSONText
    /// Where the text's value stands in what is decoded.
    private let base: [any CodingKey]

    init(_ bytes: [UInt8], at base: [any CodingKey] = []) throws {
        do {
            text = try JSONText(bytes)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: base, debugDescription: "\(error)", underlyingError: error)
            )
        }
        self.base = base
    }

    func decode<Value: Decodable>(_ type: Value.Type, at index: Int) throws -> Value {
        if text.values[index].isScalar, let form = FoundationType(type) {
            return try form.decode(type, from: self, at: index)
        }
        return try Value(from: ValueDecoder(document: self, index: index))
    }

    func decode<Value: JSONScalar>(_ type: Value.Type, at index: Int) throws -> Value {
        do {
            return try Value(reading: text.values[index], of: text)
        } catch {
            throw error.decodingError(at: path(to: index))
        }
    }

    func isNull(at index: Int) -> Bool {
        if case .null = text.values[index].kind { true } else { false }
    }

    func mismatch(_ type: Any.Type, at index: Int) -> DecodingError {
        Misfit.isNot(type, text.values[index].kind).decodingError(at: path(to: index))
    }
}

extension JSONDocument {
    /// The names and numbers that lead to a value: worked out when somebody asks, which is when something is wrong.
    func path(to target: Int) -> [any CodingKey] {
        var path = base
        var index = 0
        while index < target, let step = step(from: index, towards: target) {
            path.append(step.key)
            index = step.index
        }
        return path
    }

    private func step(from parent: Int, towards target: Int) -> (key: JSONKey, index: Int)? {
        for (position, child) in text.children(of: parent).enumerated() {
            let isMember = text.values[parent].isObject
            let index = isMember ? child + 1 : child
            guard target < text.values[index].next else { continue }
            let name = isMember ? text.string(of: text.values[child]) : nil
            return (name.map(JSONKey.init(stringValue:)) ?? JSONKey(intValue: position), index)
        }
        return nil
    }
}

extension JSONText.Value {
    var isObject: Bool {
        if case .object = kind { true } else { false }
    }

    fileprivate var isScalar: Bool {
        switch kind {
        case .number, .string, .escaped: true
        case .null, .bool, .array, .object: false
        }
    }
}

/// The name of a member, or the number of an element.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "Index \(intValue)"
        self.intValue = intValue
    }

    /// Where a class finds what its superclass has written.
    static let `super` = JSONKey(stringValue: "super")
}
