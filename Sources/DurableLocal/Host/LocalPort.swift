import DurableExecution

/// The log of an execution that runs here: its host learns what each checkpoint brings.
struct LocalPort: ExecutionPort {
    let log: OwnedLog
    let host: LocalHost

    func loadState(against token: CheckpointToken) async throws -> [Operation] {
        try await log.loadState(against: token)
    }

    func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint {
        let checkpoint = try await log.checkpoint(updates, against: token)
        guard case .recorded = checkpoint else { return checkpoint }
        host.note(log.nextTimer, of: log.start.execution)
        let calls = Set(updates.filter(\.isAboutCall).map(\.id))
        if !calls.isEmpty { try await host.carryOut(calls, of: log) }
        return checkpoint
    }
}
