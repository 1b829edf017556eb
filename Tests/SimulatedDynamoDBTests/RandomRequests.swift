import AWSClient
import TestServices

/// Requests for one table with items of a few attributes, and any expressions.
struct RandomRequests {
    private var random: SplitMix64
    private let table: String

    init(seed: UInt64, table: String) {
        random = SplitMix64(state: seed)
        self.table = table
    }

    /// Sends one; whether it is refused does not matter here.
    mutating func sendNext(_ client: AWSClient) async {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1:
            let item = key().merging(attributes()) { $1 }
            _ = try? await client.send(
                DynamoDB.PutItem(
                    table: table,
                    item: item,
                    condition: sometimes { $0.condition(depth: 2) },
                    returnsItemOnFailure: chance()
                )
            )
        case 2, 3:
            _ = try? await client.send(
                DynamoDB.UpdateItem(
                    table: table,
                    key: key(),
                    update: update(),
                    condition: sometimes { $0.condition(depth: 2) },
                    returnsItemOnFailure: chance()
                )
            )
        case 4:
            _ = try? await client.send(
                DynamoDB.GetItem(
                    table: table,
                    key: key(),
                    projection: sometimes { $0.projection() }
                )
            )
        case 5:
            let keys = (0..<3).map { _ in key() }
            _ = try? await client.send(
                DynamoDB.BatchGetItem(
                    table: table,
                    keys: keys,
                    projection: sometimes { $0.projection() }
                )
            )
        default: await query(client)
        }
    }

    private mutating func query(_ client: AWSClient) async {
        let call = DynamoDB.Query(
            table: table,
            keyCondition: "PK = \(partition()) \(expression: sortCondition())",
            filter: sometimes { $0.condition(depth: 2) },
            projection: sometimes { $0.projection() },
            isForward: chance(),
            limit: chance() ? .random(in: 1...3, using: &random) : nil
        )
        do { for try await _ in client.pages(of: call) {} } catch {}
    }
}

// MARK: - Expressions

extension RandomRequests {
    private mutating func condition(depth: Int) -> DynamoDB.Expression {
        guard depth > 0, chance() else { return leaf() }
        let (left, right) = (condition(depth: depth - 1), condition(depth: depth - 1))
        return switch Int.random(in: 0..<4, using: &random) {
        case 0: "NOT \(expression: leaf())"
        case 1: "\(expression: leaf()) AND (\(expression: right))"
        case 2: "\(expression: left) OR \(expression: leaf())"
        default: "\(expression: left) AND \(expression: leaf()) OR \(expression: right)"
        }
    }

    private mutating func leaf() -> DynamoDB.Expression {
        let name = name()
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return "attribute_exists(\(name: name))"
        case 1: return "attribute_not_exists(\(name: name))"
        // MiniStack refuses the whole request where the attribute is no text.
        case 2: return "begins_with(\(name: "text"), \(text()))"
        case 3: return "contains(\(name: name), \(text()))"
        case 4:
            let bounds = [number(), number()].sorted { ($0.integer ?? 0) < ($1.integer ?? 0) }
            return "\(name: name) BETWEEN \(bounds[0]) AND \(bounds[1])"
        default:
            let comparators: [DynamoDB.Expression] = ["=", "<>", "<", "<=", ">", ">="]
            let comparator = comparators.randomElement(using: &random) ?? "="
            return "\(name: name) \(expression: comparator) \(chance() ? text() : number())"
        }
    }

    private mutating func sortCondition() -> DynamoDB.Expression {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return "AND begins_with(SK, \(sort()))"
        case 1: return "AND SK = \(sort())"
        case 2: return "AND SK > \(sort())"
        case 3: return "AND SK BETWEEN \("A") AND \(sort())"
        default: return ""
        }
    }

    private mutating func update() -> DynamoDB.Expression {
        let (first, second, third) = ("a", "b", "c")
        return switch Int.random(in: 0..<4, using: &random) {
        case 0: "SET \(name: first) = \(value()), \(name: second) = \(value())"
        case 1: "SET \(name: first) = \(value()) REMOVE \(name: second), \(name: third)"
        case 2: "REMOVE \(name: third)"
        default: "SET \(name: first) = if_not_exists(\(name: second), \(value()))"
        }
    }

    private mutating func projection() -> DynamoDB.Expression {
        chance() ? "PK, \(name: "a")" : "SK, \(name: "b"), \(name: "c")"
    }
}

// MARK: - Values

extension RandomRequests {
    private mutating func chance() -> Bool { .random(using: &random) }

    private mutating func sometimes<Value>(_ make: (inout Self) -> Value) -> Value? {
        chance() ? make(&self) : nil
    }

    private mutating func name() -> String {
        ["a", "b", "c", "status"].randomElement(using: &random) ?? "a"
    }

    private mutating func partition() -> AttributeValue {
        ["p", "q"].randomElement(using: &random) ?? "p"
    }

    private mutating func sort() -> AttributeValue {
        ["A", "AB", "B", "a", "é", "z\u{1F642}", "z\u{FFFD}"].randomElement(using: &random) ?? "A"
    }

    private mutating func key() -> DynamoDB.Item { ["PK": partition(), "SK": sort()] }

    private mutating func attributes() -> DynamoDB.Item {
        var item: DynamoDB.Item = [:]
        for name in ["a", "b", "c"] where chance() { item[name] = value() }
        if chance() { item["text"] = text() }
        return item
    }

    private mutating func text() -> AttributeValue {
        ["", "A", "AB", "é"].randomElement(using: &random) ?? ""
    }

    private mutating func number() -> AttributeValue {
        .integer(Int.random(in: -2...11, using: &random))
    }

    private mutating func value() -> AttributeValue {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .bool(chance())
        case 1: .list([text(), number()])
        case 2: .binary([1, 2])
        case 3: number()
        default: text()
        }
    }
}
