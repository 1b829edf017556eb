import AWSClient
import DurableExecution
import JSONCoding

/// What DynamoDB makes of requests, one after the other.
struct Database {
    var tables: [String: Table] = [:]
    /// When the request came that is being answered.
    private(set) var now = Timestamp(millisecondsSinceEpoch: 0)
    /// What it meets with.
    private(set) var irregularities = Irregularities()
    /// What has come of it so far.
    var writes: [SimulatedDynamoDB.Write] = []

    mutating func answer(
        _ operation: String,
        _ request: JSON,
        at now: Timestamp,
        _ irregularities: Irregularities
    ) throws(ServiceError) -> JSON {
        self.now = now
        self.irregularities = irregularities
        writes = []
        switch operation {
        case "CreateTable": return try createTable(request)
        case "PutItem": return try putItem(request)
        case "UpdateItem": return try updateItem(request)
        case "BatchWriteItem": return try batchWriteItem(request)
        case "GetItem": return try getItem(request)
        case "BatchGetItem": return try batchGetItem(request)
        case "Query": return try query(request)
        default: throw .notSimulated("the operation \(operation)")
        }
    }

    private mutating func createTable(_ request: JSON) throws(ServiceError) -> JSON {
        let name = request["TableName"]?.string ?? ""
        guard tables[name] == nil else {
            throw ServiceError(
                type: "ResourceInUseException",
                message: "Table already exists: \(name)"
            )
        }
        tables[name] = try Table(creation: request)
        return ["TableDescription": ["TableName": .string(name), "TableStatus": "ACTIVE"]]
    }

    func table(_ name: String?) throws(ServiceError) -> Table {
        guard let name, let table = tables[name] else {
            throw ServiceError(
                type: "ResourceNotFoundException",
                message: "Requested resource not found"
            )
        }
        return table
    }
}

/// The one table that a request of many parts is for.
func onlyTable(_ requests: JSON?) throws(ServiceError) -> JSON.Object.Member {
    guard let tables = requests?.object, let table = tables.first, tables.count == 1 else {
        throw .notSimulated("a request for other than one table")
    }
    return table
}
