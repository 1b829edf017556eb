import Foundation
import JSONCoding

/// What the names of a case stand for: given at the start, or found where first expected.
struct Bindings {
    private var values: [String: JSON] = [:]

    /// `${GEN_STR:n}` stands for any text of n letters.
    init(_ variables: [String: JSON]) {
        for (name, rule) in variables.sorted(by: { $0.key < $1.key }) {
            let length = rule.string?.firstMatch(of: /^\$\{GEN_STR:(\d+)\}$/).flatMap { Int($0.1) }
            values[name] =
                length.map { .string(Self.text(of: $0, for: name)) } ?? filled(rule)
        }
    }

    private static func text(of length: Int, for name: String) -> String {
        String(
            String(repeating: name.lowercased().filter(\.isLetter) + "x", count: length).prefix(
                length
            )
        )
    }

    /// The value with its names replaced.
    func filled(_ value: JSON) -> JSON {
        switch value {
        case .string(let text):
            if let name = Self.name(text), let value = values[name] { return value }
            return .string(
                text.replacing(/\$\{(\w+)\}/) { match in
                    values[String(match.1)]?.string ?? String(match.0)
                }
            )
        case .array(let elements): return .array(elements.map(filled))
        case .object(let members):
            return .object(JSON.Object(members.map { ($0.name, filled($0.value)) }))
        case .null, .bool, .number: return value
        }
    }

    private static func name(_ text: String) -> String? {
        text.wholeMatch(of: /\$\{(\w+)\}/).map { String($0.1) }
    }

    /// In what a value differs from what is expected; empty where it does not.
    mutating func differences(
        _ expected: JSON,
        _ actual: JSON?,
        at path: String
    ) -> [String] {
        guard let actual else { return ["\(path) is missing"] }
        switch (expected, actual) {
        case (.object([:]), _), (.string("*"), _): return []
        case (.string(let text), _): return differences(text, actual, at: path)
        case (.object(let members), .object):
            return members.sorted { $0.name < $1.name }.flatMap {
                differences($0.value, actual[$0.name], at: "\(path).\($0.name)")
            }
        case (.array(let elements), .array(let found)) where elements.count == found.count:
            return zip(elements, found).enumerated().flatMap {
                differences($0.element.0, $0.element.1, at: "\(path)[\($0.offset)]")
            }
        default:
            return expected.means(actual) ? [] : ["\(path): expected \(expected), got \(actual)"]
        }
    }

    private mutating func differences(
        _ text: String,
        _ actual: JSON,
        at path: String
    ) -> [String] {
        if let pattern = text.wholeMatch(of: /\$\{\/(.+)\/\}/)?.1 {
            return Self.matches(actual, String(pattern))
                ? [] : ["\(path): \(actual) does not match /\(pattern)/"]
        }
        if let name = Self.name(text) {
            let known = values[name] ?? actual
            values[name] = known
            return known.means(actual) ? [] : ["\(path): ${\(name)} is \(known), not \(actual)"]
        }
        let expected = filled(.string(text))
        return expected.means(actual) ? [] : ["\(path): expected \(expected), got \(actual)"]
    }

    static func matches(_ value: JSON, _ pattern: String) -> Bool {
        let text = value.string ?? value.description
        // A pattern that cannot be read matches nothing.
        return (try? Regex(pattern).firstMatch(in: text)) != nil
    }
}
