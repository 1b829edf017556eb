package import JSONCoding

extension DynamoDB {
    package struct DescribeTable: DynamoDBCall {
        package static let operation = "DescribeTable"

        package var table: String

        package init(table: String) {
            self.table = table
        }
    }

    package struct TableDescription: Sendable, Hashable {
        package let name: String
        /// `CREATING`, `ACTIVE` and so on; only an active table can be used.
        package let status: String

        init(_ json: JSON?) throws(UnexpectedAnswer) {
            guard let name = json?["TableName"]?.string, let status = json?["TableStatus"]?.string
            else { throw UnexpectedAnswer("no table description") }
            self.name = name
            self.status = status
        }
    }
}

extension DynamoDB.DescribeTable {
    package var isIdempotent: Bool { true }

    package var arguments: JSON { ["TableName": .string(table)] }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> DynamoDB.TableDescription {
        try DynamoDB.TableDescription(body["Table"])
    }
}
