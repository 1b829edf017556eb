import AWSClient
package import DurableExecution
import DurableLambda
import DurableSQLite
import Foundation
import Synchronization
import TestServices

/// Every kind of table there is.
package enum TableKind: CaseIterable, Sendable {
    case memory
    case sqlite
    case dynamoDB

    /// Every kind but the one that the others are measured by.
    package static var others: [TableKind] { allCases.filter { $0 != .memory } }

    /// An empty table.
    package func make() async throws -> any ListableLogTable {
        switch self {
        case .memory: return InMemoryLog()
        case .sqlite: return try SQLiteLog(path: SQLiteFile().path)
        case .dynamoDB:
            let service = try await MiniStack.shared
            let name = "log-\(UUID().uuidString)"
            _ = try await service.client().send(ExecutionsTable.creation(name))
            return DynamoDBLog(client: service.client(), table: name)
        }
    }

    /// One table for all tests of a process, which keep apart by the names of their executions.
    package var shared: any ListableLogTable {
        get async throws {
            let table = Self.sharedTables.withLock { tables in
                let table = tables[self] ?? Task { try await make() }
                tables[self] = table
                return table
            }
            return try await table.value
        }
    }

    private static let sharedTables: Mutex<[TableKind: Task<any ListableLogTable, any Error>]> =
        Mutex([:])
}
