package import JSONCoding

extension DynamoDB {
    /// Deletes an item; one that does not exist is no error.
    package struct DeleteItem: DynamoDBCall {
        package static let operation = "DeleteItem"

        package var table: String
        package var key: Item
        package var condition: Expression?
        package var returnsItemOnFailure: Bool

        package init(
            table: String,
            key: Item,
            condition: Expression? = nil,
            returnsItemOnFailure: Bool = false
        ) {
            self.table = table
            self.key = key
            self.condition = condition
            self.returnsItemOnFailure = returnsItemOnFailure
        }
    }
}

extension DynamoDB.DeleteItem {
    /// The second of two equal conditional deletes would see the first and fail.
    package var isIdempotent: Bool { condition == nil }

    package var arguments: JSON {
        var placeholders = ExpressionPlaceholders()
        let condition = placeholders.text(of: condition)
        return .members([
            "TableName": .string(table),
            "Key": key.json,
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
