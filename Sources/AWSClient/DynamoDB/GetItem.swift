package import JSONCoding

extension DynamoDB {
    /// Reads one item.
    package struct GetItem: DynamoDBCall {
        package static let operation = "GetItem"

        package var table: String
        package var key: Item
        package var isConsistent: Bool
        package var projection: Expression?

        package init(
            table: String,
            key: Item,
            isConsistent: Bool = true,
            projection: Expression? = nil
        ) {
            self.table = table
            self.key = key
            self.isConsistent = isConsistent
            self.projection = projection
        }

        package struct Answer: Sendable {
            /// Nil where there is no such item.
            package let item: Item?
            package let consumedCapacity: Double?
        }
    }
}

extension DynamoDB.GetItem {
    package var isIdempotent: Bool { true }

    package var arguments: JSON {
        var placeholders = ExpressionPlaceholders()
        let projection = placeholders.text(of: projection)
        return .members([
            "TableName": .string(table),
            "Key": key.json,
            "ConsistentRead": .bool(isConsistent),
            "ProjectionExpression": projection,
            "ExpressionAttributeNames": placeholders.attributeNames,
            "ReturnConsumedCapacity": "TOTAL",
        ])
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer {
        Answer(
            item: try optionalItem(body["Item"]),
            consumedCapacity: DynamoDB.consumedCapacity(body)
        )
    }
}
