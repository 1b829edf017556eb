import AWSClient
package import DurableExecution

/// Deleting costs as many write units as writing did.
extension DynamoDBLog {
    /// Forgets an execution, log and all.
    ///
    /// Whoever runs it finds a fence at the number of the next entry. The first entry goes last, so that
    /// what was cut off can be done again.
    package func delete(_ execution: ExecutionID) async throws {
        let keys = try await fenced(execution)
        for start in stride(from: 0, to: keys.count, by: 25) {
            let writes = keys[start...].prefix(25).map {
                DynamoDB.BatchWriteItem.Write.delete(key: $0)
            }
            _ = try await client.sendAll(DynamoDB.BatchWriteItem(table: table, writes: writes))
        }
    }

    /// Has nobody append to an execution any more.
    ///
    /// - Returns: the keys of all that there is of it, the first entry last.
    private func fenced(_ execution: ExecutionID) async throws -> [DynamoDB.Item] {
        while true {
            let items = try await items(
                of: execution,
                projection: "PK, SK, \(name: ExecutionsTable.fence)"
            )
            guard let last = items.last.flatMap(ExecutionsTable.sequence) else { return [] }
            let keys = items.filter { !$0.isFence }.map { item in
                item.filter { ["PK", "SK"].contains($0.key) }
            }
            let isFenced = items.last?.isFence == true
            if isFenced { return keys.reversed() }
            guard try await fence(execution, at: last + 1) else { continue }
            return keys.reversed()
        }
    }

    /// - Returns: `false` where somebody has appended meanwhile.
    private func fence(_ execution: ExecutionID, at sequence: Int) async throws -> Bool {
        var item = ExecutionsTable.key(execution, sequence)
        item["version"] = .integer(ExecutionsTable.version)
        item[ExecutionsTable.fence] = .bool(true)
        // No invocation lasts that long.
        let end = Timestamp.now.advanced(by: .days(1)).millisecondsSinceEpoch / 1000
        item[ExecutionsTable.expires] = .integer(end)
        do throws(AWSError) {
            _ = try await client.send(
                DynamoDB.PutItem(table: table, item: item, condition: "attribute_not_exists(SK)")
            )
            return true
        } catch {
            guard error.code == .conditionalCheckFailed else { throw error }
            return false
        }
    }
}

extension DynamoDB.Item {
    /// Keeps an owner from appending to what was deleted.
    var isFence: Bool { self[ExecutionsTable.fence] != nil }
}
