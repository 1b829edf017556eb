package import AWSClient
package import DurableExecution

/// The logs of all executions, in one DynamoDB table; `ExecutionsTable` says how they are laid out.
package struct DynamoDBLog: ListableLogTable {
    let client: AWSClient
    let table: String

    package init(client: AWSClient, table: String) {
        self.client = client
        self.table = table
    }

    /// A change of what lists show costs as much as two or three steps.
    package var tolerance: Duration? { .minutes(15) }

    package func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        var item = ExecutionsTable.key(execution, sequence)
        item["version"] = .integer(ExecutionsTable.version)
        item["entry"] = .binary(entry.bytes)
        guard let head else { return try await put(item, entry, sequence, execution) }
        guard sequence > 0 else {
            item.merge(head.attributes(at: 0)) { $1 }
            return try await put(item, entry, sequence, execution)
        }
        if case .event = entry.content {
            try await announce(head, at: sequence)
            return try await put(item, entry, sequence, execution)
        }
        let appended = try await put(item, entry, sequence, execution)
        if appended == .written { try await show(head, at: sequence) }
        return appended
    }

    /// Writes an item, if its key is free.
    ///
    /// A write whose answer was lost is written again: it then finds either the free number or its
    /// own entry.
    private func put(
        _ item: DynamoDB.Item,
        _ entry: LogEntry,
        _ sequence: Int,
        _ execution: ExecutionID
    ) async throws -> LogAppend {
        var put = DynamoDB.PutItem(
            table: table,
            item: item,
            condition: "attribute_not_exists(SK)",
            returnsItemOnFailure: true
        )
        var attempts = 0
        while true {
            do throws(AWSError) {
                _ = try await client.send(put)
                return .written
            } catch {
                if error.code == .conditionalCheckFailed, let found = error.item {
                    guard !found.isFence else {
                        guard try await exists(sequence - 1, of: execution) else {
                            throw InvalidLog.gap(sequence)
                        }
                        // The fence of an execution of the same name that was deleted.
                        put.condition = "attribute_exists(\(name: ExecutionsTable.fence))"
                        continue
                    }
                    let other = try Self.entry(in: found)
                    return other == entry ? .written : .taken(by: other)
                }
                attempts += 1
                guard error.isAmbiguous, attempts < 3 else { throw error }
            }
        }
    }

    private func exists(_ sequence: Int, of execution: ExecutionID) async throws -> Bool {
        let key = ExecutionsTable.key(execution, sequence)
        let item = try await client.send(DynamoDB.GetItem(table: table, key: key)).item
        return item.map { !$0.isFence } ?? false
    }

    /// Reads an execution's whole log, as it is now.
    package func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        try await items(of: execution).filter { !$0.isFence }.map { try Self.entry(in: $0) }
    }

    /// All that there is of an execution.
    func items(
        of execution: ExecutionID,
        projection: DynamoDB.Expression? = nil
    ) async throws -> [DynamoDB.Item] {
        let query = DynamoDB.Query(
            table: table,
            keyCondition: "PK = \(.string(execution.rawValue))",
            projection: projection
        )
        var items: [DynamoDB.Item] = []
        for try await page in client.pages(of: query) { items += page.items }
        return items
    }

    private static func entry(in item: DynamoDB.Item) throws -> LogEntry {
        guard item["version"]?.integer == ExecutionsTable.version else {
            throw InvalidLog.newerVersion
        }
        guard case .binary(let bytes) = item["entry"] else {
            throw InvalidLog.unreadable("an item without an 'entry'")
        }
        return try LogEntry(bytes)
    }
}

extension ExecutionStore {
    /// The executions in a DynamoDB table.
    package static func dynamoDB(
        _ client: AWSClient,
        table: String,
        now: @escaping @Sendable () -> Timestamp = { .now }
    ) -> ExecutionStore {
        ExecutionStore(
            DynamoDBLog(client: client, table: table),
            code: { place, secret in
                // 128 bits cannot be guessed.
                Array(HMAC.code(of: place, key: Array(secret.utf8)).prefix(16)).hexadecimal
            },
            now: now
        )
    }
}
