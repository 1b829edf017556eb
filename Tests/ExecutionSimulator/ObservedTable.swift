import DurableExecution

/// The table itself, beside which the witness stands.
struct ObservedTable: LogTable {
    let table: any LogTable
    let world: World
    let invocation: Int

    func append(
        _ entry: LogEntry,
        at sequence: Int,
        of execution: ExecutionID,
        showing head: ExecutionHead?
    ) async throws -> LogAppend {
        let answer = try await table.append(
            entry,
            at: sequence,
            of: execution,
            showing: head
        )
        if answer == .written { world.wrote(entry, at: sequence, of: execution, by: invocation) }
        return answer
    }

    func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        try await table.read(execution)
    }
}

extension World {
    /// An entry is in the table.
    func wrote(_ entry: LogEntry, at sequence: Int, of execution: ExecutionID, by invocation: Int) {
        witness.recorded(entry, at: sequence, of: execution, by: invocation)
        switch entry.content {
        case .start: began(execution)
        case .batch(let updates):
            for case (let id, .startInvoke(let target, _)) in updates.map({ ($0.id, $0.change) }) {
                called(target, by: id, of: execution)
            }
        case .event(let event): arrived(event)
        default: break
        }
    }
}
