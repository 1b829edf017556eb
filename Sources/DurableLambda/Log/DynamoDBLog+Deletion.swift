import AWSClient
package import DurableExecution

/// Deleting costs as many write units as writing did.
extension DynamoDBLog {
    /// Forgets an execution, log and all.
    ///
    /// Whoever runs it finds a fence at the number of the next entry. The first entry goes last, so that
    /// what was cut off can be done again.
    package func delete(_ execution: ExecutionID) async throws {
        try await write(fenced(execution).map { .delete(key: $0) })
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
            let isFenced = items.last?.isFence == true
            if !isFenced {
                guard try await fence(execution, at: last + 1) else { continue }
            }
            let keys = items.filter { !$0.isFence }.map {
                $0.filter { ["PK", "SK"].contains($0.key) }
            }
            let entries = keys.drop { ExecutionsTable.sequence(of: $0) == nil }
            return keys.dropLast(entries.count) + entries.reversed()
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
