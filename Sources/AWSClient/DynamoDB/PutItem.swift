package import JSONCoding

extension DynamoDB {
    /// Writes an item in place of the one with the same key, if there is one.
    package struct PutItem: DynamoDBCall {
        package static let operation = "PutItem"

        package var table: String
        package var item: Item
        package var condition: Expression?
        /// Whether the error of a failed condition brings the item that made it fail.
        package var returnsItemOnFailure: Bool

        package init(
            table: String,
            item: Item,
            condition: Expression? = nil,
            returnsItemOnFailure: Bool = false
        ) {
            self.table = table
            self.item = item
            self.condition = condition
            self.returnsItemOnFailure = returnsItemOnFailure
        }
    }
}

extension DynamoDB.PutItem {
    /// The second of two equal conditional puts would see the first and fail.
    package var isIdempotent: Bool { condition == nil }

    package var arguments: JSON {
        var placeholders = ExpressionPlaceholders()
        let condition = placeholders.text(of: condition)
        return .members([
            "TableName": .string(table),
            "Item": item.json,
            "ConditionExpression": condition,
            "ExpressionAttributeNames": placeholders.attributeNames,
            "ExpressionAttributeValues": placeholders.attributeValues,
            "ReturnConsumedCapacity": "TOTAL",
            "ReturnValuesOnConditionCheckFailure": returnsItemOnFailure ? "ALL_OLD" : nil,
        ])
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> DynamoDB.Written {
        try DynamoDB.Written(body)
    }
}
