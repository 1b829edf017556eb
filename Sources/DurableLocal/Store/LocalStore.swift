package import DurableExecution
import DurableSQLite
import Synchronization

/// Where a local runtime keeps its executions.
public struct LocalStore: Sendable {
    package let table: any ListableLogTable
    package let owners: any Owners
    /// Changes with every commit of another process; `nil` where there is no other.
    package let version: (@Sendable () async throws -> Int)?

    package init(
        _ table: any ListableLogTable,
        owners: any Owners,
        version: (@Sendable () async throws -> Int)? = nil
    ) {
        self.table = table
        self.owners = owners
        self.version = version
    }

    /// Executions that are gone with the process.
    public static func memory() -> LocalStore {
        LocalStore(InMemoryLog(), owners: OwnersInMemory())
    }

    /// Executions in a SQLite file, which any number of processes on the machine may share.
    ///
    /// A step counts as done when its result is on the disk. The file must not be on a network file
    /// system.
    ///
    /// - Throws: an error that says why the file cannot be used.
    public static func sqlite(_ path: String) throws -> LocalStore {
        let log = try SQLiteLog(path: path)
        return LocalStore(log, owners: OwnersOfFile(path: path)) { try await log.version }
    }

    /// The store that a text names: `memory://` or `sqlite://PATH`.
    public init(_ text: String) throws {
        let scheme = "sqlite://"
        if text == "memory://" {
            self = .memory()
        } else if text.hasPrefix(scheme), text.utf8.count > scheme.utf8.count {
            self = try .sqlite(String(text.dropFirst(scheme.utf8.count)))
        } else {
            throw UnknownStore(text: text)
        }
    }
}

/// A text that names no store of a local runtime.
struct UnknownStore: Error, CustomStringConvertible {
    let text: String

    var description: String {
        "'\(text)' is no store of a local runtime: use sqlite://PATH or memory://."
    }
}

extension ExecutionStore {
    /// The executions of a table on this machine.
    package static func local(
        _ table: any ListableLogTable,
        now: @escaping @Sendable () -> Timestamp,
        isAlive: @escaping @Sendable (Int64) -> Bool = { _ in true }
    ) -> ExecutionStore {
        ExecutionStore(
            table,
            code: tokenCode,
            now: now,
            isAlive: { owner, now in owner.process.map(isAlive) ?? (now < owner.deadline) }
        )
    }
}
