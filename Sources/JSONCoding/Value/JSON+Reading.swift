extension JSON {
    /// Reads exactly one value with optional white space around it.
    package init(parsing text: [UInt8]) throws(JSONError) {
        let text = try JSONText(text)
        self = text.json(at: 0)
    }
}

extension JSONText {
    func json(at index: Int) -> JSON {
        let value = values[index]
        switch value.kind {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .number: return .number(string(of: value))
        case .string, .escaped: return .string(string(of: value))
        case .array: return .array(children(of: index).map { json(at: $0) })
        case .object:
            var members = JSON.Object()
            for name in children(of: index) {
                members.append(string(of: values[name]), json(at: name + 1))
            }
            return .object(members)
        }
    }
}
