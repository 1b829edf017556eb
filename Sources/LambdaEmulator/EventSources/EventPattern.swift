import AWSClient
import JSONCoding

/// What a message must be like for a function to get it.
///
/// Source: Lambda developer guide, "Control which events Lambda sends to your function", filter rule syntax.
indirect enum EventPattern: Sendable, Hashable {
    /// An object, each of whose members is as its pattern says.
    case members([String: EventPattern])
    /// One of these holds: `$or`.
    case any([EventPattern])
    /// All of these hold.
    case all([EventPattern])
    /// One of these holds; of a list, for one element.
    case value([Rule])

    enum Rule: Sendable, Hashable {
        case equals(Scalar)
        case equalsIgnoringCase(String)
        case prefix(String)
        case suffix(String)
        case anythingBut([Scalar])
        case numeric([Comparison])
        case exists(Bool)
    }

    struct Comparison: Sendable, Hashable {
        let relation: Relation
        let number: Double

        enum Relation: String, Sendable {
            case less = "<"
            case atMost = "<="
            case equal = "="
            case atLeast = ">="
            case greater = ">"
        }
    }

    enum Scalar: Sendable, Hashable {
        case null
        case bool(Bool)
        case number(Double)
        case text(String)
    }
}

extension EventSource {
    /// Whether the function gets a message.
    func selects(_ message: SQS.Message) -> Bool {
        guard !filters.isEmpty else { return true }
        let record = message.record(from: queueARN)
        return filters.contains { $0.matches(record: record) }
    }
}

extension EventPattern {
    /// Whether a record of an event is to be delivered; a body that is JSON is looked into.
    func matches(record: JSON) -> Bool {
        guard case .object(var members) = record, let body = record["body"]?.string else {
            return false
        }
        // A body that is no JSON is a text.
        members["body"] = (try? JSON(parsing: Array(body.utf8))) ?? .string(body)
        return matches(.object(members))
    }

    private func matches(_ value: JSON?) -> Bool {
        switch self {
        case .members(let patterns):
            switch value {
            case nil, .object: patterns.allSatisfy { $0.value.matches(value?[$0.key]) }
            default: false
            }
        case .any(let patterns): patterns.contains { $0.matches(value) }
        case .all(let patterns): patterns.allSatisfy { $0.matches(value) }
        case .value(let rules):
            if case .array(let elements) = value {
                elements.contains { element in rules.contains { $0.matches(element) } }
            } else {
                rules.contains { $0.matches(value) }
            }
        }
    }
}

extension EventPattern.Rule {
    fileprivate func matches(_ value: JSON?) -> Bool {
        if case .exists(let exists) = self { return (value != nil) == exists }
        guard let scalar = value.flatMap(EventPattern.Scalar.init) else { return false }
        switch (self, scalar) {
        case (.equals(let expected), _): return scalar == expected
        case (.anythingBut(let excluded), _): return !excluded.contains(scalar)
        case (.equalsIgnoringCase(let expected), .text(let text)):
            return text.lowercased() == expected.lowercased()
        case (.prefix(let prefix), .text(let text)): return text.hasPrefix(prefix)
        case (.suffix(let suffix), .text(let text)): return text.hasSuffix(suffix)
        case (.numeric(let comparisons), .number(let number)):
            return comparisons.allSatisfy { $0.holds(for: number) }
        default: return false
        }
    }
}

extension EventPattern.Comparison {
    fileprivate func holds(for number: Double) -> Bool {
        switch relation {
        case .less: number < self.number
        case .atMost: number <= self.number
        case .equal: number == self.number
        case .atLeast: number >= self.number
        case .greater: number > self.number
        }
    }
}

extension EventPattern.Scalar {
    /// `nil` for lists and objects.
    init?(_ value: JSON) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .string(let text): self = .text(text)
        case .number(let digits):
            guard let number = Double(digits) else { return nil }
            self = .number(number)
        case .array, .object: return nil
        }
    }
}
