import JSONCoding

extension EventPattern {
    /// Reads a `Pattern` of a `FilterCriteria`.
    init(_ text: String) throws(TemplateError) {
        let json: JSON
        do {
            json = try JSON(parsing: Array(text.utf8))
        } catch {
            throw TemplateError("the filter's Pattern is not valid JSON: \(text)")
        }
        guard case .object = json else {
            throw TemplateError("the filter's Pattern is no JSON object: \(text)")
        }
        try self.init(json)
    }

    private init(_ json: JSON) throws(TemplateError) {
        switch json {
        case .array(let rules):
            self = .value(try rules.map { rule throws(TemplateError) in try Rule(rule) })
        case .object(let members):
            try self.init(members)
        default:
            throw TemplateError("a value in the filter's Pattern is no list: \(json.text)")
        }
    }

    private init(_ object: JSON.Object) throws(TemplateError) {
        var members: [String: EventPattern] = [:]
        var choices: [EventPattern] = []
        for (name, value) in object {
            if name == "$or", let patterns = value.array {
                choices = try patterns.map { pattern throws(TemplateError) in
                    try EventPattern(pattern)
                }
            } else {
                members[name] = try EventPattern(value)
            }
        }
        self = choices.isEmpty ? .members(members) : .all([.members(members), .any(choices)])
    }
}

extension EventPattern.Rule {
    fileprivate init(_ json: JSON) throws(TemplateError) {
        if let scalar = EventPattern.Scalar(json) {
            self = .equals(scalar)
            return
        }
        guard let object = json.object, object.count == 1, let rule = object.first,
            let known = Self(rule.name, rule.value)
        else { throw TemplateError("the filter's rule \(json.text) is none that is known here") }
        self = known
    }

    private init?(_ name: String, _ value: JSON) {
        switch (name, value) {
        case ("exists", .bool(let exists)): self = .exists(exists)
        case ("prefix", .string(let text)): self = .prefix(text)
        case ("suffix", .string(let text)): self = .suffix(text)
        case ("equals-ignore-case", .string(let text)): self = .equalsIgnoringCase(text)
        case ("anything-but", .array(let values)):
            self = .anythingBut(values.compactMap(EventPattern.Scalar.init))
        case ("anything-but", _):
            guard let scalar = EventPattern.Scalar(value) else { return nil }
            self = .anythingBut([scalar])
        case ("numeric", .array(let parts)):
            guard let comparisons = Self.comparisons(parts) else { return nil }
            self = .numeric(comparisons)
        default: return nil
        }
    }

    /// `[">", 0, "<=", 5]`.
    private static func comparisons(_ parts: [JSON]) -> [EventPattern.Comparison]? {
        guard !parts.isEmpty, parts.count.isMultiple(of: 2) else { return nil }
        let comparisons = stride(from: 0, to: parts.count, by: 2).compactMap { index in
            parts[index].string.flatMap(EventPattern.Comparison.Relation.init).flatMap { relation in
                parts[index + 1].double.map {
                    EventPattern.Comparison(relation: relation, number: $0)
                }
            }
        }
        return comparisons.count * 2 == parts.count ? comparisons : nil
    }
}

extension JSON {
    fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}
