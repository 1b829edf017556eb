import JSONCoding

extension DynamoDB {
    /// A condition, an update, a filter or a projection in DynamoDB's expression language.
    ///
    /// Write names and values into the text as interpolations; they travel apart from it, under
    /// placeholders, so that neither reserved words nor anybody's data can change its meaning:
    /// `"\(name: "status") = \(.string(status)) AND attribute_not_exists(SK)"`.
    package struct Expression: Sendable, Hashable {
        enum Part: Sendable, Hashable {
            case text(String)
            case name(String)
            case value(AttributeValue)
        }

        let parts: [Part]
    }
}

extension DynamoDB.Expression: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ text: String) {
            parts.append(.text(text))
        }

        package mutating func appendInterpolation(_ value: AttributeValue) {
            parts.append(.value(value))
        }

        package mutating func appendInterpolation(name: String) {
            parts.append(.name(name))
        }

        package mutating func appendInterpolation(expression: DynamoDB.Expression) {
            parts += expression.parts
        }
    }

    package init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    package init(stringLiteral text: String) {
        parts = [.text(text)]
    }
}

extension Sequence<DynamoDB.Expression> {
    /// One expression of several, with a text between each two.
    package func joined(by separator: String) -> DynamoDB.Expression {
        let parts = map(\.parts).joined(separator: [.text(separator)])
        return DynamoDB.Expression(parts: Array(parts))
    }
}

/// The placeholders of all expressions of one call.
struct ExpressionPlaceholders {
    private var names: [String: JSON] = [:]
    private var values: [String: JSON] = [:]

    /// The expression's text with placeholders for its names and values.
    mutating func text(of expression: DynamoDB.Expression?) -> JSON? {
        guard let expression else { return nil }
        return .string(expression.parts.map { placeholder(for: $0) }.joined())
    }

    private mutating func placeholder(for part: DynamoDB.Expression.Part) -> String {
        switch part {
        case .text(let text):
            return text
        case .name(let name):
            let placeholder = "#n\(names.count)"
            names[placeholder] = .string(name)
            return placeholder
        case .value(let value):
            let placeholder = ":v\(values.count)"
            values[placeholder] = value.json
            return placeholder
        }
    }

    var attributeNames: JSON? {
        names.isEmpty ? nil : .object(names)
    }

    var attributeValues: JSON? {
        values.isEmpty ? nil : .object(values)
    }
}
