import AWSClient
import JSONCoding

extension Database {
    mutating func putItem(_ request: JSON) throws(ServiceError) -> JSON {
        let item = try DynamoDB.Item(request: request["Item"])
        let (name, key) = try target(of: request, key: item)
        var expressions = try Expressions(request)
        let condition = try expressions.condition("ConditionExpression")
        try expressions.checkAllUsed()
        try check(condition, of: request, on: tables[name]?[key])
        try write(item, for: key, in: name)
        writes = [.put(item)]
        return [:]
    }

    mutating func updateItem(_ request: JSON) throws(ServiceError) -> JSON {
        let keyItem = try DynamoDB.Item(request: request["Key"])
        let (name, key) = try target(of: request, key: keyItem)
        var expressions = try Expressions(request)
        let condition = try expressions.condition("ConditionExpression")
        let update = try expressions.update()
        try expressions.checkAllUsed()
        let item = tables[name]?[key]
        let updated = try update.applied(to: item ?? keyItem, keys: table(name).keys)
        try check(condition, of: request, on: item)
        try write(updated, for: key, in: name)
        writes = [.update(updated)]
        return [:]
    }

    /// Source: Amazon DynamoDB API reference, `BatchWriteItem`.
    mutating func batchWriteItem(_ request: JSON) throws(ServiceError) -> JSON {
        let (name, json) = try onlyTable(request["RequestItems"])
        let table = try table(name)
        var writes: [(key: Table.Key, item: DynamoDB.Item?, json: JSON)] = []
        for json in json.array ?? [] {
            if let item = json["PutRequest"]?["Item"] {
                let item = try DynamoDB.Item(request: item)
                try item.checkSize()
                writes.append((try table.key(of: item), item, json))
            } else {
                writes.append((try table.key(json["DeleteRequest"]?["Key"]), nil, json))
            }
        }
        guard (1...25).contains(writes.count) else {
            throw .invalid("Member must have length between 1 and 25")
        }
        guard Set(writes.map(\.key)).count == writes.count else {
            throw .invalid("Provided list of item keys contains duplicates")
        }
        var undone: [JSON] = []
        for (number, write) in writes.enumerated() {
            guard undone.isEmpty, number == 0 || !irregularities.cuts() else {
                undone.append(write.json)
                continue
            }
            try self.write(write.item, for: write.key, in: name)
            if let item = write.item { self.writes.append(.put(item)) }
        }
        return ["UnprocessedItems": undone.isEmpty ? [:] : .object([name: .array(undone)])]
    }
}

// MARK: - Parts

extension Database {
    private func target(
        of request: JSON,
        key: DynamoDB.Item
    ) throws(ServiceError) -> (table: String, key: Table.Key) {
        let name = request["TableName"]?.string ?? ""
        return (name, try table(name).key(of: key))
    }

    private func check(
        _ condition: Condition?,
        of request: JSON,
        on item: DynamoDB.Item?
    ) throws(ServiceError) {
        guard let condition, !condition.holds(for: item ?? [:]) else { return }
        let isReturned = request["ReturnValuesOnConditionCheckFailure"]?.string == "ALL_OLD"
        throw .conditionFailed(isReturned ? item : nil)
    }

    private mutating func write(
        _ item: DynamoDB.Item?,
        for key: Table.Key,
        in name: String
    ) throws(ServiceError) {
        var table = try table(name)
        // Of what is in two places each change would be made to a copy.
        tables[name] = nil
        defer { tables[name] = table }
        try table.set(item, for: key, at: now, lag: irregularities.lag)
    }
}
