/// What is recorded of an execution, to look at: a port for a session that only replays.
package struct Recorded: ExecutionPort {
    private let operations: [Operation]

    package init(_ operations: [Operation]) {
        self.operations = operations
    }

    package func loadState(against token: CheckpointToken) -> [Operation] { operations }

    package func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) -> Checkpoint { .superseded }
}
