/// The value of a DynamoDB attribute.
///
/// Source: Amazon DynamoDB API reference, `AttributeValue`.
package enum AttributeValue: Sendable, Hashable {
    case string(String)
    /// A decimal number of up to 38 digits, in the spelling it has on the wire.
    case number(String)
    case binary([UInt8])
    case bool(Bool)
    case null
    case map([String: AttributeValue])
    case list([AttributeValue])
    case stringSet(Set<String>)
    case numberSet(Set<String>)
    case binarySet(Set<[UInt8]>)
}

extension AttributeValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    package init(stringLiteral text: String) {
        self = .string(text)
    }

    package init(integerLiteral value: Int) {
        self = .integer(value)
    }

    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    package static func integer(_ value: some BinaryInteger) -> AttributeValue {
        .number(String(value))
    }
}

extension AttributeValue {
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var integer: Int? {
        if case .number(let digits) = self { Int(digits) } else { nil }
    }

    package var binary: [UInt8]? {
        if case .binary(let bytes) = self { bytes } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    package var map: [String: AttributeValue]? {
        if case .map(let members) = self { members } else { nil }
    }

    package var list: [AttributeValue]? {
        if case .list(let elements) = self { elements } else { nil }
    }
}
