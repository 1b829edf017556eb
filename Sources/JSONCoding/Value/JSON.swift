/// A JSON value, as AWS's protocols exchange them.
///
/// Numbers keep their digits: what was read is written back unchanged.
///
/// Source: RFC 8259.
package enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSON])
    case object(Object)
}

extension JSON {
    /// An object of the members that have a value.
    package static func members(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        var object = Object()
        for (name, value) in members {
            if let value { object.append(name, value) }
        }
        return .object(object)
    }

    package static func object(_ members: [String: JSON]) -> JSON {
        .object(Object(members))
    }

    package static func number(_ value: some BinaryInteger) -> JSON {
        .number(String(value))
    }
}

extension JSON {
    /// A member of an object; nil where there is none.
    package subscript(name: String) -> JSON? {
        object?[name]
    }

    package var object: Object? {
        if case .object(let members) = self { members } else { nil }
    }

    package var array: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    package var integer: Int? {
        if case .number(let digits) = self { Int(digits) } else { nil }
    }

    package var double: Double? {
        if case .number(let digits) = self { Double(digits) } else { nil }
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    package init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(Object(members))
    }

    package init(arrayLiteral elements: JSON...) {
        self = .array(elements)
    }

    package init(stringLiteral text: String) {
        self = .string(text)
    }

    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}
