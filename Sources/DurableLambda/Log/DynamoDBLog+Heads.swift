import AWSClient
package import DurableExecution

/// Lists come from the indexes, and what they show from the items themselves: an index may lag behind
/// by a moment.
extension DynamoDBLog {
    package func heads(_ query: HeadQuery) async throws -> [ExecutionHead] {
        var query = query
        var found: [ExecutionHead] = []
        while found.count < query.limit {
            let positions = try await self.positions(query)
            let heads = try await self.heads(of: positions.map(\.id))
            found += positions.compactMap { heads[$0.id] }.filter(query.selects)
            guard positions.count == query.limit, let last = positions.last else { break }
            query.after = last
        }
        return Array(found.prefix(query.limit))
    }

    package func due(
        by moment: Timestamp,
        of workflows: Set<String>,
        limit: Int
    ) async throws -> [ExecutionHead] {
        let found = try await gather(0..<ExecutionsTable.shards) { shard in
            try await positions(by: moment, in: shard, of: workflows, limit: limit)
        }
        let earliest = found.sorted().prefix(limit)
        let heads = try await self.heads(of: earliest.map(\.id))
        return earliest.compactMap { heads[$0.id] }.filter { $0.due.map { $0 <= moment } ?? false }
    }

    /// What lists show of some executions, as it is now.
    func heads(of executions: [ExecutionID]) async throws -> [ExecutionID: ExecutionHead] {
        var heads: [ExecutionID: ExecutionHead] = [:]
        for start in stride(from: 0, to: executions.count, by: 100) {
            let call = DynamoDB.BatchGetItem(
                table: table,
                keys: executions[start...].prefix(100).map { ExecutionsTable.key($0, 0) },
                projection: ExecutionHead.attributeNames.map { "\(name: $0)" }.joined(by: ", ")
            )
            for item in try await client.sendAll(call).flatMap(\.items) {
                if let head = try ExecutionHead(item) { heads[head.id] = head }
            }
        }
        return heads
    }
}

// MARK: - What the indexes say

extension DynamoDBLog {
    /// The newest executions of a list, by the index.
    private func positions(_ query: HeadQuery) async throws -> [HeadQuery.Position] {
        let statuses = query.statuses.isEmpty ? Set(ExecutionStatus.allCases) : query.statuses
        let partitions = statuses.flatMap { status in
            (0..<ExecutionsTable.shards).map { "\(status.rawValue)#\($0)" }
        }
        let found = try await gather(partitions) { try await positions(query, in: $0) }
        // One whose status changes meanwhile may be met twice.
        return Array(Set(found).sorted(by: >).prefix(query.limit))
    }

    private func positions(
        _ query: HeadQuery,
        in partition: String
    ) async throws -> [HeadQuery.Position] {
        guard let range = query.range else { return [] }
        let call = DynamoDB.Query(
            table: table,
            index: ExecutionsTable.byStatus,
            keyCondition: """
                \(name: "status") = \(.string(partition)) AND \(name: "started") \
                BETWEEN \(.string(range.lowerBound)) AND \(.string(range.upperBound))
                """,
            filter: query.filter,
            isForward: false,
            limit: query.filter == nil ? query.limit + 1 : nil,
            isConsistent: false
        )
        var found: [HeadQuery.Position] = []
        for try await page in client.pages(of: call) {
            found += page.items.compactMap { HeadQuery.Position($0, sortedBy: "started") }
                .filter { position in query.after.map { position < $0 } ?? true }
            if found.count >= query.limit { break }
        }
        return Array(found.prefix(query.limit))
    }

    /// What is due earliest, by the index.
    private func positions(
        by moment: Timestamp,
        in shard: Int,
        of workflows: Set<String>,
        limit: Int
    ) async throws -> [HeadQuery.Position] {
        let call = DynamoDB.Query(
            table: table,
            index: ExecutionsTable.byDue,
            keyCondition: """
                \(name: "shard") = \(.string(String(shard))) \
                AND \(name: "due") < \(.string(ExecutionsTable.sortKey(after: moment)))
                """,
            isConsistent: false
        )
        var found: [HeadQuery.Position] = []
        for try await page in client.pages(of: call) {
            found += page.items.compactMap { HeadQuery.Position($0, sortedBy: "due") }
                .filter { workflows.contains($0.id.workflow) }
            if found.count >= limit { break }
        }
        return Array(found.prefix(limit))
    }

    /// What several queries find, asked at the same time.
    private func gather<Part: Sendable>(
        _ parts: some Sequence<Part>,
        _ query: @escaping @Sendable (Part) async throws -> [HeadQuery.Position]
    ) async throws -> [HeadQuery.Position] {
        try await withThrowingTaskGroup(of: [HeadQuery.Position].self) { group in
            for part in parts { group.addTask { try await query(part) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

extension HeadQuery {
    /// Where in the order of an index the list is; `nil` where it is empty.
    fileprivate var range: ClosedRange<String>? {
        let low = startedAfter.map(ExecutionsTable.sortKey(after:)) ?? "0"
        let highs = [
            startedBefore.map { ExecutionsTable.sortKey($0) },
            after.map { ExecutionsTable.sortKey($0.startedAt, $0.id) },
        ]
        let high = highs.compactMap(\.self).min() ?? ":"
        return low <= high ? low...high : nil
    }

    fileprivate var filter: DynamoDB.Expression? {
        var conditions: [DynamoDB.Expression] = []
        if let workflow { conditions.append("\(name: "workflow") = \(.string(workflow))") }
        if let tag { conditions.append("contains(\(name: "tags"), \(.string(tag)))") }
        if let parent { conditions.append("\(name: "parent") = \(.string(parent.rawValue))") }
        if let continues {
            conditions.append("\(name: "continues") = \(.string(continues.rawValue))")
        }
        if let endedBefore {
            let moment = AttributeValue.integer(endedBefore.millisecondsSinceEpoch)
            conditions.append("\(name: "ended") < \(moment)")
        }
        return conditions.isEmpty ? nil : conditions.joined(by: " AND ")
    }
}

extension HeadQuery.Position {
    /// The place of an item in the order of an index.
    fileprivate init?(_ item: DynamoDB.Item, sortedBy name: String) {
        guard let id = item["PK"]?.string, let moment = ExecutionsTable.moment(item[name]) else {
            return nil
        }
        self.init(startedAt: moment, id: ExecutionID(rawValue: id))
    }
}
