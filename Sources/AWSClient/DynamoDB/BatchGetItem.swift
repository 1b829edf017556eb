package import JSONCoding

extension DynamoDB {
    /// Reads up to 100 items of one table, in no particular order; those that do not exist are left
    /// out.
    ///
    /// `AWSClient.sendAll(_:)` asks again for what was left out for want of capacity.
    package struct BatchGetItem: DynamoDBCall {
        package static let operation = "BatchGetItem"

        package var table: String
        package var keys: [Item]
        package var isConsistent: Bool
        package var projection: Expression?

        package init(
            table: String,
            keys: [Item],
            isConsistent: Bool = true,
            projection: Expression? = nil
        ) {
            self.table = table
            self.keys = keys
            self.isConsistent = isConsistent
            self.projection = projection
        }

        package struct Answer: Sendable {
            package let items: [Item]
            /// What was not read, for want of capacity: ask again, later.
            package let unprocessed: [Item]
            package let consumedCapacity: Double?
        }
    }
}

extension DynamoDB.BatchGetItem: BatchCall {
    package var isIdempotent: Bool { true }
    package var count: Int { keys.count }

    package func remainder(after answer: Answer) -> Self? {
        guard !answer.unprocessed.isEmpty else { return nil }
        var call = self
        call.keys = answer.unprocessed
        return call
    }

    package var arguments: JSON {
        var placeholders = ExpressionPlaceholders()
        let projection = placeholders.text(of: projection)
        let request = JSON.members([
            "Keys": .array(keys.map(\.json)),
            "ConsistentRead": .bool(isConsistent),
            "ProjectionExpression": projection,
            "ExpressionAttributeNames": placeholders.attributeNames,
        ])
        return ["RequestItems": .object([table: request]), "ReturnConsumedCapacity": "TOTAL"]
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer {
        let unprocessed = body["UnprocessedKeys"]?[table]?["Keys"] ?? []
        return Answer(
            items: try DynamoDB.items(body["Responses"]?[table] ?? []),
            unprocessed: try DynamoDB.items(unprocessed),
            consumedCapacity: body["ConsumedCapacity"]?.array?.first?["CapacityUnits"]?.double
        )
    }
}
