extension DynamoDB {
    /// Creates a table that is paid by the request, with keys that are strings.
    package struct CreateTable: DynamoDBCall {
        package static let operation = "CreateTable"

        package var table: String
        package var partitionKey: String
        package var sortKey: String?

        package init(table: String, partitionKey: String, sortKey: String? = nil) {
            self.table = table
            self.partitionKey = partitionKey
            self.sortKey = sortKey
        }
    }
}

extension DynamoDB.CreateTable {
    package var isIdempotent: Bool { false }

    package var arguments: JSON {
        let keys = [(partitionKey, "HASH")] + (sortKey.map { [($0, "RANGE")] } ?? [])
        return [
            "TableName": .string(table),
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": .array(
                keys.map { ["AttributeName": .string($0.0), "AttributeType": "S"] }
            ),
            "KeySchema": .array(
                keys.map { ["AttributeName": .string($0.0), "KeyType": .string($0.1)] }
            ),
        ]
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> DynamoDB.TableDescription {
        try DynamoDB.TableDescription(body["TableDescription"])
    }
}
