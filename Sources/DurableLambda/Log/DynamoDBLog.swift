package import AWSClient
package import DurableExecution

/// The logs of all executions, in one DynamoDB table.
///
/// | attribute | what it holds |
/// |---|---|
/// | `PK` | the execution: workflow and name |
/// | `SK` | `LOG#` and the sequence number in ten digits |
/// | `entry` | the entry, as `LogEntry.bytes` |
/// | `version` | of this layout: 1 |
package struct DynamoDBLog: LogTable {
    let client: AWSClient
    let table: String

    package init(client: AWSClient, table: String) {
        self.client = client
        self.table = table
    }

    /// Writes an entry, if its number is free.
    ///
    /// A write whose answer was lost is written again: it then finds either the free number or its
    /// own entry.
    package func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        let put = DynamoDB.PutItem(
            table: table,
            item: item(entry, sequence, execution),
            condition: "attribute_not_exists(SK)",
            returnsItemOnFailure: true
        )
        var attempts = 0
        while true {
            do throws(AWSError) {
                _ = try await client.send(put)
                return .written
            } catch {
                if error.code == .conditionalCheckFailed, let item = error.item {
                    let other = try Self.entry(in: item)
                    return other == entry ? .written : .taken(by: other)
                }
                attempts += 1
                guard error.isAmbiguous, attempts < 3 else { throw error }
            }
        }
    }

    /// Reads an execution's whole log, as it is now.
    package func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        let query = DynamoDB.Query(
            table: table,
            keyCondition: """
                PK = \(.string(execution.rawValue)) AND begins_with(SK, \(.string(Self.prefix)))
                """
        )
        var entries: [LogEntry] = []
        for try await page in client.pages(of: query) {
            entries += try page.items.map { try Self.entry(in: $0) }
        }
        return entries
    }

    private static let prefix = "LOG#"
    private static let version = 1

    private func item(
        _ entry: LogEntry,
        _ sequence: Int,
        _ execution: ExecutionID
    ) -> DynamoDB.Item {
        let digits = String(sequence)
        let padding = String(repeating: "0", count: max(0, 10 - digits.utf8.count))
        return [
            "PK": .string(execution.rawValue),
            "SK": .string(Self.prefix + padding + digits),
            "version": .integer(Self.version),
            "entry": .binary(entry.bytes),
        ]
    }

    private static func entry(in item: DynamoDB.Item) throws -> LogEntry {
        guard item["version"]?.integer == version else { throw InvalidLog.newerVersion }
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
