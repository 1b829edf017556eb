import AWSClient
import JSONCoding

extension Database {
    mutating func getItem(_ request: JSON) throws(ServiceError) -> JSON {
        let name = request["TableName"]?.string ?? ""
        let key = try table(name).key(request["Key"])
        let item = try projection(of: request)(item(key, in: name, request))
        return .members(["Item": item?.json])
    }

    /// Source: Amazon DynamoDB API reference, `BatchGetItem`.
    mutating func batchGetItem(_ request: JSON) throws(ServiceError) -> JSON {
        let (name, part) = try onlyTable(request["RequestItems"])
        let table = try table(name)
        let project = try projection(of: part)
        var keys: [(key: Table.Key, json: JSON)] = []
        for json in part["Keys"]?.array ?? [] { keys.append((try table.key(json), json)) }
        guard (1...100).contains(keys.count) else {
            throw .invalid("Member must have length between 1 and 100")
        }
        guard Set(keys.map(\.key)).count == keys.count else {
            throw .invalid("Provided list of item keys contains duplicates")
        }
        var found: [JSON] = []
        var undone: [JSON] = []
        for (number, (key, json)) in keys.enumerated() {
            guard undone.isEmpty, number == 0 || !irregularities.cuts() else {
                undone.append(json)
                continue
            }
            if let item = project(item(key, in: name, part)) { found.append(item.json) }
        }
        let rest: JSON = undone.isEmpty ? [:] : .object([name: ["Keys": .array(undone)]])
        return ["Responses": .object([name: .array(found)]), "UnprocessedKeys": rest]
    }

    private mutating func item(
        _ key: Table.Key,
        in name: String,
        _ request: JSON
    ) -> DynamoDB.Item? {
        if request["ConsistentRead"]?.bool == true { return tables[name]?[key] }
        return tables[name]?.copies(in: key.partition, at: now)[key.sort]
    }

    /// What a request that has no other expression is to see of an item.
    private func projection(
        of request: JSON
    ) throws(ServiceError) -> (DynamoDB.Item?) -> DynamoDB.Item? {
        var expressions = try Expressions(request)
        let names = try expressions.projection()
        try expressions.checkAllUsed()
        return { $0?.projected(names) }
    }
}

extension DynamoDB.Item {
    func projected(_ names: [String]?) -> DynamoDB.Item {
        guard let names else { return self }
        return filter { names.contains($0.key) }
    }
}
