package import AWSClient
package import DurableExecution

/// The logs of all executions, in one DynamoDB table; `ExecutionsTable` says how they are laid out.
package struct DynamoDBLog: ListableLogTable {
    let client: AWSClient
    let table: String
    let sizes: ItemSizes

    package init(client: AWSClient, table: String, sizes: ItemSizes = ItemSizes()) {
        self.client = client
        self.table = table
        self.sizes = sizes
    }

    /// A change of what lists show costs as much as two or three steps.
    package static let tolerance = Duration.minutes(15)

    package var tolerance: Duration? { Self.tolerance }

    package func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        let content = try await content(of: entry, at: sequence, execution)
        let put = Put(entry: entry, sequence: sequence, execution: execution, content: content)
        guard let head else { return try await perform(put) }
        guard sequence > 0 else { return try await perform(put.with(head.attributes(at: 0))) }
        let showing = Showing(head, with: entry)
        if showing.isAnnounced {
            try await announce(entry.time, of: execution, at: sequence)
        }
        let appended = try await perform(put)
        if appended == .written, showing.isShown { try await show(head, at: sequence) }
        return appended
    }

    /// Reads an execution's whole log, as it is now.
    package func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        try await entries(in: items(of: execution), of: execution)
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
}

// MARK: - One write

extension DynamoDBLog {
    /// An entry's item on its way into the table.
    private struct Put {
        let entry: LogEntry
        let sequence: Int
        let execution: ExecutionID
        /// What the item has besides its key.
        var content: DynamoDB.Item

        func with(_ attributes: DynamoDB.Item) -> Put {
            var put = self
            put.content.merge(attributes) { $1 }
            return put
        }
    }

    /// Writes an item, if its key is free.
    ///
    /// A write whose answer was lost is written again: it then finds either the free number or its
    /// own entry.
    private func perform(_ put: Put) async throws -> LogAppend {
        var call = DynamoDB.PutItem(
            table: table,
            item: ExecutionsTable.key(put.execution, put.sequence).merging(put.content) { $1 },
            condition: "attribute_not_exists(SK)",
            returnsItemOnFailure: true
        )
        var attempts = 0
        while true {
            do throws(AWSError) {
                _ = try await client.send(call)
                return .written
            } catch {
                if error.code == .conditionalCheckFailed, let found = error.item {
                    guard found.isFence else { return try await collision(of: put, with: found) }
                    guard try await exists(put.sequence - 1, of: put.execution) else {
                        throw InvalidLog.gap(put.sequence)
                    }
                    // The fence of an execution of the same name that was deleted.
                    call.condition = "attribute_exists(\(name: ExecutionsTable.fence))"
                    continue
                }
                attempts += 1
                guard error.isAmbiguous, attempts < 3 else { throw error }
            }
        }
    }

    private func collision(of put: Put, with found: DynamoDB.Item) async throws -> LogAppend {
        let other = try await entry(in: found, of: put.execution)
        guard other != put.entry else { return .written }
        // What is left of them goes with the execution.
        try? await dropPieces(of: put.content, put.execution)
        return .taken(by: other)
    }

    private func exists(_ sequence: Int, of execution: ExecutionID) async throws -> Bool {
        let key = ExecutionsTable.key(execution, sequence)
        let item = try await client.send(DynamoDB.GetItem(table: table, key: key)).item
        return item.map { !$0.isFence } ?? false
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
