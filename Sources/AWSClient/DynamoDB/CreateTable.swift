package import JSONCoding

extension DynamoDB {
    /// Creates a table that is paid by the request, with keys that are strings.
    package struct CreateTable: DynamoDBCall {
        package static let operation = "CreateTable"

        package var table: String
        package var partitionKey: String
        package var sortKey: String?
        package var indexes: [GlobalSecondaryIndex]

        package init(
            table: String,
            partitionKey: String,
            sortKey: String? = nil,
            indexes: [GlobalSecondaryIndex] = []
        ) {
            self.table = table
            self.partitionKey = partitionKey
            self.sortKey = sortKey
            self.indexes = indexes
        }
    }

    /// Another order of a table's items: of those that have its keys.
    package struct GlobalSecondaryIndex: Sendable, Hashable {
        /// Which attributes the index has beside the keys.
        package enum Projection: Sendable, Hashable {
            case keysOnly
            case include([String])
            case all
        }

        package var name: String
        package var partitionKey: String
        package var sortKey: String?
        package var projection: Projection

        package init(
            name: String,
            partitionKey: String,
            sortKey: String? = nil,
            projection: Projection = .keysOnly
        ) {
            self.name = name
            self.partitionKey = partitionKey
            self.sortKey = sortKey
            self.projection = projection
        }
    }
}

extension DynamoDB.CreateTable {
    package var isIdempotent: Bool { false }

    package var arguments: JSON {
        .members([
            "TableName": .string(table),
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": .array(
                keyAttributes.map { ["AttributeName": .string($0), "AttributeType": "S"] }
            ),
            "KeySchema": keySchema(partitionKey, sortKey),
            "GlobalSecondaryIndexes": indexes.isEmpty ? nil : .array(indexes.map(\.json)),
        ])
    }

    /// Each once, in the order they are named.
    private var keyAttributes: [String] {
        var names: [String] = []
        let keys = [(partitionKey, sortKey)] + indexes.map { ($0.partitionKey, $0.sortKey) }
        for name in keys.flatMap({ [$0.0] + ($0.1.map { [$0] } ?? []) }) {
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    package func answer(_ body: JSON) throws(UnexpectedAnswer) -> DynamoDB.TableDescription {
        try DynamoDB.TableDescription(body["TableDescription"])
    }
}

extension DynamoDB.GlobalSecondaryIndex {
    fileprivate var json: JSON {
        [
            "IndexName": .string(name),
            "KeySchema": keySchema(partitionKey, sortKey),
            "Projection": projection.json,
        ]
    }
}

extension DynamoDB.GlobalSecondaryIndex.Projection {
    fileprivate var json: JSON {
        switch self {
        case .keysOnly: ["ProjectionType": "KEYS_ONLY"]
        case .all: ["ProjectionType": "ALL"]
        case .include(let names):
            [
                "ProjectionType": "INCLUDE",
                "NonKeyAttributes": .array(names.map(JSON.string)),
            ]
        }
    }
}

private func keySchema(_ partitionKey: String, _ sortKey: String?) -> JSON {
    let keys = [(partitionKey, "HASH")] + (sortKey.map { [($0, "RANGE")] } ?? [])
    return .array(keys.map { ["AttributeName": .string($0.0), "KeyType": .string($0.1)] })
}
