package import JSONCoding

extension DynamoDB {
    /// Reads up to 100 items as they were at one moment.
    package struct TransactGetItems: DynamoDBCall {
        package static let operation = "TransactGetItems"

        package var gets: [GetItem]

        package init(_ gets: [GetItem]) {
            self.gets = gets
        }

        package struct Answer: Sendable {
            /// One for each item asked for, in their order; nil where there is none.
            package let items: [Item?]
            package let consumedCapacity: Double?
        }
    }
}

extension DynamoDB.TransactGetItems {
    package var isIdempotent: Bool { true }

    package var arguments: JSON {
        [
            "TransactItems": .array(gets.map { ["Get": $0.arguments.asPartOfTransaction] }),
            "ReturnConsumedCapacity": "TOTAL",
        ]
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> Answer {
        guard let responses = body["Responses"]?.array, responses.count == gets.count else {
            throw UnexpectedAnswer("not one response for each item")
        }
        return Answer(
            items: try responses.map { json throws(UnexpectedAnswer) in
                try optionalItem(json["Item"])
            },
            consumedCapacity: DynamoDB.totalCapacity(body)
        )
    }
}
