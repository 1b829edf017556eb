import Yams

extension TemplateValue {
    /// Reads YAML, of which JSON is a part.
    static func parse(yaml: String) throws(TemplateError) -> TemplateValue {
        do {
            return try Yams.compose(yaml: yaml).map { TemplateValue(node: $0) } ?? .null
        } catch {
            throw TemplateError("it is not valid YAML: \(error)")
        }
    }

    private init(node: Node) {
        let tag = node.tag.rawValue
        guard tag.hasPrefix("!") else {
            self.init(untagged: node)
            return
        }
        self = .call(String(tag.dropFirst()), TemplateValue(untagged: node).splitForGetAtt(tag))
    }

    private init(untagged node: Node) {
        switch node {
        case .scalar(let scalar):
            self = node.tag == Tag(.null) ? .null : .text(scalar.string)
        case .sequence(let sequence):
            self = .list(sequence.map { TemplateValue(node: $0) })
        case .mapping(let mapping):
            self.init(
                entries: mapping.map { Entry(key: $0.string ?? "", value: TemplateValue(node: $1)) }
            )
        case .alias:
            self = .null
        }
    }

    private init(entries: [Entry]) {
        guard entries.count == 1, let name = entries[0].key.intrinsicName else {
            self = .map(entries)
            return
        }
        self = .call(name, entries[0].value)
    }

    /// `!GetAtt A.B` is short for `{"Fn::GetAtt": ["A", "B"]}`.
    private func splitForGetAtt(_ tag: String) -> TemplateValue {
        guard tag == "!GetAtt", let text, let dot = text.firstIndex(of: ".") else { return self }
        return .list([.text(String(text[..<dot])), .text(String(text[text.index(after: dot)...]))])
    }
}

extension String {
    /// The intrinsic function that a map with this single key stands for.
    fileprivate var intrinsicName: String? {
        if self == "Ref" || self == "Condition" { return self }
        return hasPrefix("Fn::") ? String(dropFirst(4)) : nil
    }
}
