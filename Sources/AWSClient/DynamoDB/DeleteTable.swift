package import JSONCoding

extension DynamoDB {
    /// Deletes a table and all its items.
    package struct DeleteTable: DynamoDBCall {
        package static let operation = "DeleteTable"

        package var table: String

        package init(table: String) {
            self.table = table
        }
    }
}

extension DynamoDB.DeleteTable {
    /// The second of two equal calls finds no table.
    package var isIdempotent: Bool { false }

    package var arguments: JSON { ["TableName": .string(table)] }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> DynamoDB.TableDescription {
        try DynamoDB.TableDescription(body["TableDescription"])
    }
}
