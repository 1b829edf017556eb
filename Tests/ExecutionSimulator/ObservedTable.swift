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
        guard answer == .written else { return answer }
        world.witness.recorded(entry, at: sequence, of: execution, by: invocation)
        switch entry.content {
        case .start: world.began(execution)
        case .batch(let updates):
            for case (let id, .startInvoke(let target, _)) in updates.map({ ($0.id, $0.change) }) {
                world.called(target, by: id, of: execution)
            }
        case .event(let event): world.arrived(event)
        default: break
        }
        return answer
    }

    func read(_ execution: ExecutionID) async throws -> [LogEntry] {
        try await table.read(execution)
    }
}
