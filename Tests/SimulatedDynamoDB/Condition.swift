import AWSClient
import Glibc

/// A condition, a filter or a key condition, as it was understood.
indirect enum Condition {
    case comparison(Operand, Comparator, Operand)
    case between(Operand, lower: Operand, upper: Operand)
    case exists(String)
    case isMissing(String)
    case beginsWith(Operand, Operand)
    case contains(Operand, Operand)
    case not(Condition)
    case all(Condition, Condition)
    case either(Condition, Condition)

    enum Operand {
        case attribute(String)
        case value(AttributeValue)
    }

    enum Comparator: String {
        case equal = "="
        case different = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }
}

extension Condition {
    /// Whether it is true of an item; of one that does not exist, where there is none.
    func holds(for item: DynamoDB.Item) -> Bool {
        switch self {
        case .comparison(let left, let comparator, let right):
            comparator.holds(left.value(in: item), right.value(in: item))
        case .between(let value, let lower, let upper):
            Comparator.lessOrEqual.holds(lower.value(in: item), value.value(in: item))
                && Comparator.lessOrEqual.holds(value.value(in: item), upper.value(in: item))
        case .exists(let name): item[name] != nil
        case .isMissing(let name): item[name] == nil
        case .beginsWith(let value, let prefix):
            value.value(in: item)?.begins(with: prefix.value(in: item)) ?? false
        case .contains(let value, let part):
            value.value(in: item)?.contains(part.value(in: item)) ?? false
        case .not(let condition): !condition.holds(for: item)
        case .all(let first, let second): first.holds(for: item) && second.holds(for: item)
        case .either(let first, let second): first.holds(for: item) || second.holds(for: item)
        }
    }
}

extension Condition.Operand {
    func value(in item: DynamoDB.Item) -> AttributeValue? {
        switch self {
        case .attribute(let name): item[name]
        case .value(let value): value
        }
    }
}

extension Condition.Comparator {
    /// What is missing equals nothing, and neither precedes nor follows anything.
    func holds(_ left: AttributeValue?, _ right: AttributeValue?) -> Bool {
        switch self {
        case .equal: return left != nil && left == right
        case .different: return left != right
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let left, let right, let order = left.order(to: right) else { return false }
            return self == .less && order < 0 || self == .lessOrEqual && order <= 0
                || self == .greater && order > 0 || self == .greaterOrEqual && order >= 0
        }
    }
}

extension AttributeValue {
    /// Below, at or above zero, as this precedes, equals or follows another one; nil where they cannot be compared.
    func order(to other: AttributeValue) -> Int? {
        switch (self, other) {
        case (.string(let left), .string(let right)): left.byteOrder(to: right)
        case (.number, .number):
            // What is not whole is not simulated, and refused on its way in.
            if let left = integer, let right = other.integer {
                left < right ? -1 : left > right ? 1 : 0
            } else {
                nil
            }
        case (.binary(let left), .binary(let right)):
            left.lexicographicallyPrecedes(right) ? -1 : left == right ? 0 : 1
        default: nil
        }
    }

    fileprivate func begins(with prefix: AttributeValue?) -> Bool {
        switch (self, prefix) {
        case (.string(let text), .string(let prefix)?): text.utf8.starts(with: prefix.utf8)
        case (.binary(let bytes), .binary(let prefix)?): bytes.starts(with: prefix)
        default: false
        }
    }

    fileprivate func contains(_ part: AttributeValue?) -> Bool {
        switch (self, part) {
        case (.string(let text), .string(let part)?): text.contains(part)
        case (.list(let elements), let part?): elements.contains(part)
        case (.stringSet(let texts), .string(let part)?): texts.contains(part)
        default: false
        }
    }
}

extension String {
    /// The order of the bytes, not the one that people expect of texts.
    func byteOrder(to other: String) -> Int {
        var (left, right) = (self, other)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                let common = min(left.count, right.count)
                guard common > 0, let first = left.baseAddress, let second = right.baseAddress
                else { return left.count - right.count }
                let order = Int(memcmp(first, second, common))
                return order == 0 ? left.count - right.count : order
            }
        }
    }
}
