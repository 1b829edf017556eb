import DurableSQLite
import Synchronization

/// The processes that own executions of a store.
package protocol Owners: Sendable {
    /// Joins them, under a number that no other ever had.
    func join() throws -> any Ownership
}

/// Being one of the processes that own executions.
package protocol Ownership: Sendable {
    var process: Int64 { get }

    /// Whether the owner with a number may still be at work.
    func isAlive(_ process: Int64) -> Bool

    /// Counts as gone from now on.
    func release()
}

extension OwnerLock: Ownership {}

struct OwnersOfFile: Owners {
    let path: String

    func join() throws -> any Ownership { try OwnerLock(beside: path) }
}

/// The runtimes of one process that share a store in its memory.
package final class OwnersInMemory: Owners {
    private let living = Mutex<Set<Int64>>([])

    package init() {}

    package func join() -> any Ownership {
        let process = Int64.random(in: 1...1 << 62)
        living.withLock { _ = $0.insert(process) }
        return Member(process: process, owners: self)
    }

    private struct Member: Ownership {
        let process: Int64
        let owners: OwnersInMemory

        func isAlive(_ process: Int64) -> Bool {
            owners.living.withLock { $0.contains(process) }
        }

        func release() { owners.living.withLock { _ = $0.remove(process) } }
    }
}
