package import DurableExecution
import GRDB

extension SQLiteLog {
    package func heads(_ query: HeadQuery) async throws -> [ExecutionHead] {
        try await heads(query.sql)
    }

    package func due(
        by moment: Timestamp,
        of workflows: Set<String>,
        limit: Int
    ) async throws -> [ExecutionHead] {
        let moment = moment.millisecondsSinceEpoch
        return try await heads(
            """
            SELECT * FROM head WHERE due <= \(moment) AND workflow IN \(Array(workflows))
            ORDER BY due, execution LIMIT \(limit)
            """
        )
    }

    package func delete(_ execution: ExecutionID) async throws {
        try await database.write { database in
            for table in ["entry", "head", "tag"] {
                try database.execute(
                    sql: "DELETE FROM \(table) WHERE execution = ?",
                    arguments: [execution.rawValue]
                )
            }
        }
    }

    private func heads(_ query: SQL) async throws -> [ExecutionHead] {
        try await read { database in
            let statement = try database.cachedStatement(literal: query)
            return try Row.fetchAll(statement).map { try ExecutionHead($0) }
        }
    }
}

extension HeadQuery {
    fileprivate var sql: SQL {
        """
        SELECT * FROM head WHERE \(conditions.joined(operator: .and))
        ORDER BY startedAt DESC, execution DESC LIMIT \(limit)
        """
    }

    private var conditions: [SQL] {
        var conditions: [SQL] = ["TRUE"]
        if !statuses.isEmpty { conditions.append("status IN \(statuses.map(\.rawValue).sorted())") }
        if let workflow { conditions.append("workflow = \(workflow)") }
        if let tag {
            conditions.append("execution IN (SELECT execution FROM tag WHERE word = \(tag))")
        }
        if let startedAfter {
            conditions.append("startedAt > \(startedAfter.millisecondsSinceEpoch)")
        }
        if let startedBefore {
            conditions.append("startedAt < \(startedBefore.millisecondsSinceEpoch)")
        }
        if let endedBefore { conditions.append("endedAt < \(endedBefore.millisecondsSinceEpoch)") }
        if let continues { conditions.append("continues = \(continues.rawValue)") }
        if let parent { conditions.append("parent = \(parent.rawValue)") }
        if isOwned == true { conditions.append("isOwned") }
        if isOwned == false { conditions.append("NOT isOwned") }
        if let after {
            let start = after.startedAt.millisecondsSinceEpoch
            conditions.append("(startedAt, execution) < (\(start), \(after.id.rawValue))")
        }
        return conditions
    }
}
