import Foundation
import Yams

@testable import DurableExecution

extension JSONValue {
    /// A YAML document; the functions of a template count as what they are applied to.
    init(yaml: String) throws {
        guard let root = try Yams.compose(yaml: yaml) else {
            self = .null
            return
        }
        self.init(root)
    }

    private init(_ node: Node) {
        switch node {
        case .mapping(let mapping):
            let members = mapping.map { ($0.key.string ?? "", JSONValue($0.value)) }
            self = .object(Dictionary(members) { $1 })
        case .sequence(let sequence): self = .array(sequence.map(JSONValue.init))
        case .scalar, .alias: self = Self.scalar(node)
        }
    }

    private static func scalar(_ node: Node) -> JSONValue {
        switch node.any {
        case is NSNull: .null
        case let value as Bool: .bool(value)
        case let value as Int: .number(Decimal(value))
        case let value as Double: .number(Decimal(value))
        default: .string(node.string ?? "")
        }
    }
}

extension JSONValue {
    var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }

    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var integer: Int? {
        if case .number(let number) = self { Int("\(number)") } else { nil }
    }

    subscript(member: String) -> JSONValue? { members[member] }
}

extension JSONValue: CustomStringConvertible {
    /// As Python's `json.dumps` writes it, which is how the suite writes payloads.
    var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let text): (try? PayloadCoder.encode(text)) ?? ""
        case .array(let elements): "[" + elements.map(\.description).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { #""\#($0)": \#($1)"# }.sorted().joined(separator: ", ") + "}"
        }
    }
}
