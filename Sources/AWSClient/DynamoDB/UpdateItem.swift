package import JSONCoding

extension DynamoDB {
    /// Changes attributes of one item, which comes into being if there is none.
    package struct UpdateItem: DynamoDBCall {
        package static let operation = "UpdateItem"

        package var table: String
        package var key: Item
        package var update: Expression
        package var condition: Expression?
        package var returnValues: ReturnValues
        package var returnsItemOnFailure: Bool
        /// Set it only for an update whose repetition changes nothing: no condition, no `ADD`, no
        /// arithmetic, no `list_append`.
        package var isIdempotent: Bool

        package init(
            table: String,
            key: Item,
            update: Expression,
            condition: Expression? = nil,
            returnValues: ReturnValues = .none,
            returnsItemOnFailure: Bool = false,
            isIdempotent: Bool = false
        ) {
            self.table = table
            self.key = key
            self.update = update
            self.condition = condition
            self.returnValues = returnValues
            self.returnsItemOnFailure = returnsItemOnFailure
            self.isIdempotent = isIdempotent
        }
    }
}

extension DynamoDB.UpdateItem {
    package var arguments: JSON {
        var placeholders = ExpressionPlaceholders()
        let update = placeholders.text(of: update)
        let condition = placeholders.text(of: condition)
        return .members([
            "TableName": .string(table),
            "Key": key.json,
            "UpdateExpression": update,
            "ConditionExpression": condition,
            "ExpressionAttributeNames": placeholders.attributeNames,
            "ExpressionAttributeValues": placeholders.attributeValues,
            "ReturnValues": .string(returnValues.rawValue),
            "ReturnConsumedCapacity": "TOTAL",
            "ReturnValuesOnConditionCheckFailure": returnsItemOnFailure ? "ALL_OLD" : nil,
        ])
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> DynamoDB.Written {
        try DynamoDB.Written(body)
    }
}
