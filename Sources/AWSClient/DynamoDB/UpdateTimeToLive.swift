package import JSONCoding

extension DynamoDB {
    /// Says which attribute holds the second after 1970 from which on an item may be deleted.
    ///
    /// Takes up to an hour. DynamoDB deletes within days, so expired items can still be read.
    package struct UpdateTimeToLive: DynamoDBCall {
        package static let operation = "UpdateTimeToLive"

        package var table: String
        package var attribute: String
        package var isEnabled: Bool

        package init(table: String, attribute: String, isEnabled: Bool = true) {
            self.table = table
            self.attribute = attribute
            self.isEnabled = isEnabled
        }
    }
}

extension DynamoDB.UpdateTimeToLive {
    /// The second of two equal calls is refused.
    package var isIdempotent: Bool { false }

    package var arguments: JSON {
        [
            "TableName": .string(table),
            "TimeToLiveSpecification": [
                "AttributeName": .string(attribute), "Enabled": .bool(isEnabled),
            ],
        ]
    }

    package func answer(_ body: JSON) {}
}
