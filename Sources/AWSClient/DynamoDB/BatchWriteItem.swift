package import JSONCoding

extension DynamoDB {
    /// Puts and deletes up to 25 items of one table, each on its own: some may succeed and others not.
    ///
    /// `AWSClient.sendAll(_:)` sends what was left undone again.
    package struct BatchWriteItem: DynamoDBCall {
        package static let operation = "BatchWriteItem"

        package enum Write: Sendable, Hashable {
            case put(Item)
            case delete(key: Item)
        }

        package var table: String
        package var writes: [Write]

        package init(table: String, writes: [Write]) {
            self.table = table
            self.writes = writes
        }

        package struct Answer: Sendable {
            /// What was not done, for want of capacity: send it again, later.
            package let unprocessed: [Write]
            package let consumedCapacity: Double?
        }
    }
}

extension DynamoDB.BatchWriteItem: BatchCall {
    package var isIdempotent: Bool { true }
    package var count: Int { writes.count }

    package func remainder(after answer: Answer) -> Self? {
        answer.unprocessed.isEmpty ? nil : Self(table: table, writes: answer.unprocessed)
    }

    package var arguments: JSON {
        [
            "RequestItems": .object([table: .array(writes.map(\.json))]),
            "ReturnConsumedCapacity": "TOTAL",
        ]
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer {
        let unprocessed = body["UnprocessedItems"]?[table]?.array ?? []
        return Answer(
            unprocessed: try unprocessed.map { json throws(UnexpectedAnswer) in try Write(json) },
            consumedCapacity: body["ConsumedCapacity"]?.array?.first?["CapacityUnits"]?.double
        )
    }
}

extension DynamoDB.BatchWriteItem.Write {
    fileprivate var json: JSON {
        switch self {
        case .put(let item): ["PutRequest": ["Item": item.json]]
        case .delete(let key): ["DeleteRequest": ["Key": key.json]]
        }
    }

    fileprivate init(_ json: JSON) throws(UnexpectedAnswer) {
        if let item = try optionalItem(json["PutRequest"]?["Item"]) {
            self = .put(item)
        } else if let key = try optionalItem(json["DeleteRequest"]?["Key"]) {
            self = .delete(key: key)
        } else {
            throw UnexpectedAnswer("neither a put nor a delete: \(json)")
        }
    }
}
