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
                .init(codingPath: base, debugDescription: "\(error)")
            )
        }
        self.base = base
    }

    func decode<Value: Decodable>(_ type: Value.Type, at index: Int) throws -> Value {
        if !text.values[index].isContainer, let form = FoundationType(type) {
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
        var path: [any CodingKey] = []
        var index = target
        while text.values[index].parent >= 0 {
            path.append(key(of: index))
            index = Int(text.values[index].parent)
        }
        return base + path.reversed()
    }

    private func key(of index: Int) -> JSONKey {
        let value = text.values[index]
        guard text.values[Int(value.parent)].isObject else {
            return JSONKey(intValue: Int(value.position))
        }
        return JSONKey(stringValue: text.string(of: text.values[index - 1]))
    }
}

extension JSONText.Value {
    var isObject: Bool {
        if case .object = kind { true } else { false }
    }

    fileprivate var isContainer: Bool {
        switch kind {
        case .array, .object: true
        case .null, .bool, .number, .string, .escaped: false
        }
    }
}

/// The name of a member, or the number of an element.
enum JSONKey: CodingKey {
    case member(String)
    case element(Int)

    init(stringValue: String) { self = .member(stringValue) }
    init(intValue: Int) { self = .element(intValue) }

    var stringValue: String {
        switch self {
        case .member(let name): name
        case .element(let index): "Index \(index)"
        }
    }

    var intValue: Int? {
        if case .element(let index) = self { index } else { nil }
    }

    /// Where a class finds what its superclass has written.
    static let `super` = JSONKey.member("super")
}
