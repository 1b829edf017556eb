import AWSClient
import JSONCoding

/// What a query asks for.
struct QueryPlan {
    let index: String?
    let partitionKey: String
    let sortKey: String
    let partition: String
    let keyCondition: Condition
    let filter: Condition?
    let projection: [String]?
    let isForward: Bool
    let isConsistent: Bool
    let limit: Int?
    let start: Table.Listing?

    init(_ request: JSON, _ table: Table) throws(ServiceError) {
        index = request["IndexName"]?.string
        isForward = request["ScanIndexForward"]?.bool ?? true
        isConsistent = request["ConsistentRead"]?.bool ?? false
        limit = request["Limit"]?.integer
        guard limit.map({ $0 > 0 }) ?? true else { throw .invalid("Limit must be at least 1") }
        if let index {
            guard let index = table.indexes[index] else {
                throw .invalid("The table does not have the specified index: \(index)")
            }
            guard !isConsistent else {
                throw .invalid("Consistent reads are not supported on global secondary indexes")
            }
            (partitionKey, sortKey) = (index.partitionKey, index.sortKey)
        } else {
            (partitionKey, sortKey) = (table.partitionKey, table.sortKey)
        }
        var expressions = try Expressions(request)
        guard let keyCondition = try expressions.condition("KeyConditionExpression"),
            let partition = keyCondition.partition(partitionKey, sortKey)
        else { throw .invalid("Query key condition not supported") }
        (self.keyCondition, self.partition) = (keyCondition, partition)
        filter = try expressions.condition("FilterExpression")
        guard filter?.names.isDisjoint(with: [partitionKey, sortKey]) ?? true else {
            throw .invalid("Filter Expression can only contain non-primary key attributes")
        }
        projection = try expressions.projection()
        try expressions.checkAllUsed()
        if let json = request["ExclusiveStartKey"] {
            start = try Table.Listing(start: json, partitionKey, sortKey, table)
        } else {
            start = nil
        }
    }
}

extension Table.Listing {
    fileprivate init(
        start json: JSON,
        _ partitionKey: String,
        _ sortKey: String,
        _ table: Table
    ) throws(ServiceError) {
        let key = try DynamoDB.Item(request: json)
        guard let partition = key[partitionKey]?.string, let sort = key[sortKey]?.string,
            Set(key.keys) == Set(table.keys + [partitionKey, sortKey])
        else { throw .invalid("The provided starting key is invalid") }
        place = Table.Key(partition: partition, sort: sort)
        item = try table.key(of: key)
    }
}

extension Condition {
    /// The partition that a key condition names; nil where it is none.
    fileprivate func partition(_ partitionKey: String, _ sortKey: String) -> String? {
        switch self {
        case .comparison(.attribute(partitionKey), .equal, .value(.string(let partition))):
            return partition
        case .all(let first, let second):
            if second.isSortCondition(sortKey) { return first.partition(partitionKey, "") }
            if first.isSortCondition(sortKey) { return second.partition(partitionKey, "") }
            return nil
        default: return nil
        }
    }

    private func isSortCondition(_ name: String) -> Bool {
        switch self {
        case .comparison(.attribute(name), let comparator, .value): comparator != .different
        case .between(.attribute(name), .value, .value): true
        case .beginsWith(.attribute(name), .value): true
        default: false
        }
    }

    /// The attributes that it is about.
    var names: Set<String> {
        switch self {
        case .comparison(let left, _, let right), .beginsWith(let left, let right),
            .contains(let left, let right):
            Set([left, right].compactMap(\.name))
        case .between(let value, let lower, let upper):
            Set([value, lower, upper].compactMap(\.name))
        case .exists(let name), .isMissing(let name): [name]
        case .not(let condition): condition.names
        case .all(let first, let second), .either(let first, let second):
            first.names.union(second.names)
        }
    }
}

extension Condition.Operand {
    fileprivate var name: String? {
        if case .attribute(let name) = self { name } else { nil }
    }
}
