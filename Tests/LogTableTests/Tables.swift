import AWSClient
import DurableExecution
import DurableLambda
import DurableSQLite
import Foundation
import TestServices

/// Every kind of table there is.
enum TableKind: CaseIterable {
    case memory
    case sqlite
    case dynamoDB

    /// Every kind but the one that the others are measured by.
    static var others: [TableKind] { allCases.filter { $0 != .memory } }

    /// An empty table.
    func make() async throws -> any ListableLogTable {
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
}

/// A file of its own in the system's temporary folder.
struct SQLiteFile {
    let path = FileManager.default.temporaryDirectory
        .appending(path: "log-\(UUID().uuidString).sqlite").path()
}
