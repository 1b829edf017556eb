import DurableExecution
import FoundationEssentials
import GRDB

/// One entry on its way into the file.
struct Append: Sendable {
    let execution: ExecutionID
    let sequence: Int
    let content: Data
    let head: ExecutionHead?

    enum Outcome: Sendable {
        case written
        /// By an entry with this content.
        case taken(Data)
        /// The entry before it is missing.
        case gap
    }

    /// The primary key is the fence: whoever inserts a number second is told what took it.
    func perform(in database: Database) throws -> Outcome {
        let insertion = try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO entry SELECT ?1, ?2, ?3 WHERE ?2 = 0
                    OR EXISTS (SELECT 1 FROM entry WHERE execution = ?1 AND sequence = ?2 - 1)
                """
        )
        try insertion.execute(arguments: [execution.rawValue, sequence, content])
        guard database.changesCount == 0 else {
            try head?.save(in: database)
            return .written
        }
        return try winner(in: database).map(Outcome.taken) ?? .gap
    }

    private func winner(in database: Database) throws -> Data? {
        let selection = try database.cachedStatement(
            sql: "SELECT content FROM entry WHERE execution = ? AND sequence = ?"
        )
        return try Data.fetchOne(selection, arguments: [execution.rawValue, sequence])
    }
}
