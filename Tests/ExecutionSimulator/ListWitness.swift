import DurableExecution
import DurableLambda
import SimulatedDynamoDB
import Synchronization

/// Sees what lists say of executions.
final class ListWitness: Sendable {
    private let service: SimulatedDynamoDB
    private let observer: SimulatedProcess
    /// The number of the entry that they show each with.
    private let shown = Mutex<[ExecutionID: Int]>([:])

    init(_ service: SimulatedDynamoDB, _ simulation: Simulation) {
        self.service = service
        observer = SimulatedProcess("observer", in: simulation)
    }

    /// They show an execution with an entry.
    func show(_ execution: ExecutionID, at sequence: Int, in world: World) {
        let before = shown.withLock { $0.updateValue(sequence, forKey: execution) } ?? 0
        if sequence < before {
            world.witness.violated("lists show \(execution.rawValue) as it was before")
        }
        look(at: execution, in: world)
    }

    /// Looks at an execution to which something may have come from outside: its sender may be gone, and then
    /// nothing but lists leads to it.
    ///
    /// It does so as soon as it can; whenever that is, it must be so.
    func look(at execution: ExecutionID, in world: World) {
        observer.spawn { [self] in
            do {
                guard try await world.storage.table.read(execution).last?.isFromOutside == true,
                    let head = try await world.log(of: execution)?.head, head.status == .running,
                    let due = head.due
                else { return }
                let latest = due.advanced(by: DynamoDBLog.tolerance)
                let said = said(of: execution)
                guard said.map({ $0 > latest }) ?? true else { return }
                world.witness.violated(
                    "\(execution.rawValue) is due, and lists say \(said.map { "at \($0)" } ?? "nothing")"
                )
            } catch {
                world.witness.violated("\(error)")
            }
        }
    }

    private func said(of execution: ExecutionID) -> Timestamp? {
        service.items(in: DynamoDBStorage.name, execution.rawValue, from: "LOG#").first
            .flatMap { ExecutionsTable.moment($0["due"]) }
    }
}
