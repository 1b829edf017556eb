import Foundation
import JSONCoding
import Yams

extension JSON {
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
            let members = mapping.map { ($0.key.string ?? "", JSON($0.value)) }
            self = .object(JSON.Object(members))
        case .sequence(let sequence): self = .array(sequence.map(JSON.init))
        case .scalar, .alias: self = Self.scalar(node)
        }
    }

    private static func scalar(_ node: Node) -> JSON {
        switch node.any {
        case is NSNull: .null
        case let value as Bool: .bool(value)
        case let value as Int: .number(value)
        case let value as Double: .number("\(value)")
        default: .string(node.string ?? "")
        }
    }
}

extension JSON {
    var members: [String: JSON] {
        object?.compactMapValues(\.self) ?? [:]
    }

    var elements: [JSON] { array ?? [] }
}

extension JSON: CustomStringConvertible {
    /// As Python's `json.dumps` writes it, which is how the suite writes payloads.
    var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string: String(decoding: bytes, as: UTF8.self)
        case .array(let elements): "[" + elements.map(\.description).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { #""\#($0.name)": \#($0.value)"# }.sorted().joined(separator: ", ")
                + "}"
        }
    }
}
