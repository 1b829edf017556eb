/// Header fields in the order they were given; names compare without regard to case.
///
/// Source: RFC 9110 section 5.
package struct HTTPFields: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var all: [Field]

    package init(_ fields: [Field] = []) {
        all = fields
    }

    /// The first value of a field; setting replaces every value of that name.
    package subscript(name: String) -> String? {
        get { index(of: name).map { all[$0].value } }
        set {
            if index(of: name) != nil { all.removeAll { $0.name.equalsIgnoringCase(name) } }
            if let newValue { append(name, newValue) }
        }
    }

    package mutating func append(_ name: String, _ value: String) {
        all.append(Field(name: name, value: value))
    }

    /// Looks at names where they are: to copy each field on the way would take longer than to compare.
    private func index(of name: String) -> Int? {
        let fields = all.span
        for index in fields.indices where fields[index].name.equalsIgnoringCase(name) {
            return index
        }
        return nil
    }

    /// The members of a field whose value is a comma-separated list, over all its lines.
    package func list(_ name: String) -> [String] {
        guard let first = index(of: name) else { return [] }
        var members: [String] = []
        for field in all[first...] where field.name.equalsIgnoringCase(name) {
            guard field.value.utf8.contains(where: { $0.isListSyntax }) else {
                if !field.value.isEmpty { members.append(field.value) }
                continue
            }
            for member in field.value.utf8.split(separator: UInt8(ascii: ",")) {
                let member = String(decoding: Array(member)[...].trimmed, as: UTF8.self)
                if !member.isEmpty { members.append(member) }
            }
        }
        return members
    }
}

extension UInt8 {
    /// Whether a value with this byte may be more, or less, than one member of a list.
    fileprivate var isListSyntax: Bool { self == UInt8(ascii: ",") || isOptionalWhitespace }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Field(name: $0.0, value: $0.1) })
    }
}

/// Fields that let whoever has them act for the caller show their names only.
extension HTTPFields.Field: CustomStringConvertible, CustomReflectable {
    package var description: String {
        "\(name): \(isSecret ? "<secret>" : value)"
    }

    package var customMirror: Mirror {
        Mirror(self, children: ["field": description])
    }

    private var isSecret: Bool {
        [
            "Authorization", "X-Amz-Security-Token", "X-aws-ec2-metadata-token",
            "x-amz-sso_bearer_token",
        ].contains { name.equalsIgnoringCase($0) }
    }
}

extension HTTPFields.Field {
    /// Reads `name: value`; nil where the name is no token or the value has a control character.
    init?(line: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(\.isTokenCharacter)
        else { return nil }
        let value = line[(colon + 1)...].trimmed
        guard value.allSatisfy(\.isFieldValueCharacter) else { return nil }
        self.init(
            name: String(decoding: line[..<colon], as: UTF8.self),
            value: String(decoding: value, as: UTF8.self)
        )
    }
}
