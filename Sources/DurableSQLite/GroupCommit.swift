import GRDB
import Synchronization

/// Appends to several executions in one transaction, on the database's own thread.
///
/// Who comes while nothing is written starts a transaction; those who come while one is under way
/// share the next. Nobody waits to fill one.
final class GroupCommit: Sendable {
    private struct Waiter {
        let append: Append
        let continuation: CheckedContinuation<Append.Outcome, any Error>
    }

    private struct State {
        var waiting: [Waiter] = []
        var isWriting = false
    }

    private let database: DatabasePool
    private let state = Mutex(State())

    init(_ database: DatabasePool) {
        self.database = database
    }

    /// Returns when the append is on the disk, or has been found impossible.
    ///
    /// Throws when the transaction fails; what has become of the append is then unknown.
    func perform(_ append: Append) async throws -> Append.Outcome {
        try await withCheckedThrowingContinuation { continuation in
            let isFirst = state.withLock { state in
                state.waiting.append(Waiter(append: append, continuation: continuation))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if isFirst { database.asyncWriteWithoutTransaction(writeAll) }
        }
    }

    private func writeAll(_ database: Database) {
        while let group = nextGroup() {
            let result = Result { try Self.commit(group.map(\.append), in: database) }
            switch result {
            case .success(let outcomes):
                for (waiter, outcome) in zip(group, outcomes) {
                    waiter.continuation.resume(returning: outcome)
                }
            case .failure(let error):
                for waiter in group { waiter.continuation.resume(throwing: error) }
            }
        }
    }

    private func nextGroup() -> [Waiter]? {
        state.withLock { state in
            state.isWriting = !state.waiting.isEmpty
            defer { state.waiting = [] }
            return state.isWriting ? state.waiting : nil
        }
    }

    private static func commit(
        _ appends: [Append],
        in database: Database
    ) throws -> [Append.Outcome] {
        var outcomes: [Append.Outcome] = []
        try database.inTransaction(.immediate) {
            outcomes = try appends.map { try $0.perform(in: database) }
            return .commit
        }
        return outcomes
    }
}
