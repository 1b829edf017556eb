package import JSONCoding

extension DynamoDB {
    /// Writes up to 100 items, all or none.
    ///
    /// A failure of code `.transactionCanceled` has one cancellation reason for each action.
    package struct TransactWriteItems: DynamoDBCall {
        package static let operation = "TransactWriteItems"

        package enum Action: Sendable {
            case put(PutItem)
            case update(UpdateItem)
            case delete(DeleteItem)
            /// Changes nothing; the condition must hold for the others to be done.
            case check(
                table: String,
                key: Item,
                condition: Expression,
                returnsItemOnFailure: Bool = false
            )
        }

        package var actions: [Action]
        /// By this DynamoDB recognises a repetition, for ten minutes.
        package var token: String

        package init(_ actions: [Action], token: String = RandomBytes.make(count: 16).hexadecimal) {
            self.actions = actions
            self.token = token
        }

        package struct Answer: Sendable {
            package let consumedCapacity: Double?
        }
    }
}

extension DynamoDB.TransactWriteItems {
    package var isIdempotent: Bool { true }

    package var arguments: JSON {
        [
            "TransactItems": .array(actions.map(\.json)),
            "ClientRequestToken": .string(token),
            "ReturnConsumedCapacity": "TOTAL",
        ]
    }

    package func answer(_ body: JSON) -> Answer {
        Answer(consumedCapacity: DynamoDB.totalCapacity(body))
    }
}

extension DynamoDB.TransactWriteItems.Action {
    fileprivate var json: JSON {
        switch self {
        case .put(let call): ["Put": call.arguments.asPartOfTransaction]
        case .update(let call): ["Update": call.arguments.asPartOfTransaction]
        case .delete(let call): ["Delete": call.arguments.asPartOfTransaction]
        case .check(let table, let key, let condition, let returnsItemOnFailure):
            ["ConditionCheck": Self.check(table, key, condition, returnsItemOnFailure)]
        }
    }

    private static func check(
        _ table: String,
        _ key: DynamoDB.Item,
        _ condition: DynamoDB.Expression,
        _ returnsItemOnFailure: Bool
    ) -> JSON {
        var placeholders = ExpressionPlaceholders()
        let condition = placeholders.text(of: condition)
        return .members([
            "TableName": .string(table),
            "Key": key.json,
            "ConditionExpression": condition,
            "ExpressionAttributeNames": placeholders.attributeNames,
            "ExpressionAttributeValues": placeholders.attributeValues,
            "ReturnValuesOnConditionCheckFailure": returnsItemOnFailure ? "ALL_OLD" : nil,
        ])
    }
}

extension JSON {
    /// The arguments of a call without those that only a call of its own can have.
    var asPartOfTransaction: JSON {
        guard var members = object else { return self }
        for name in ["ReturnConsumedCapacity", "ReturnValues", "ConsistentRead"] {
            members[name] = nil
        }
        return .object(members)
    }
}
