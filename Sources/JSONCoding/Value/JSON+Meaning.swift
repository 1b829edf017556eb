extension JSON {
    /// Whether another value says the same: neither the order of members nor how a number is spelled counts.
    package func means(_ other: JSON) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)):
            left == right || SpelledNumber(left).map { $0 == SpelledNumber(right) } ?? false
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.means($1) }
        case (.object(let left), .object(let right)):
            left.names == right.names
                && left.names.allSatisfy { name in
                    // Both have it.
                    (left[name] ?? .null).means(right[name] ?? .null)
                }
        default: self == other
        }
    }
}

extension JSON.Object {
    fileprivate var names: Set<String> { Set(lazy.map(\.name)) }
}
