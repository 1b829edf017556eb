package import DurableExecution

extension LocalHost {
    /// What an execution has last published under a name, as JSON text.
    package func published(_ name: String, by id: ExecutionID) async throws -> String? {
        if let session = session(of: id) { return session.published(name) }
        guard let log = try await store.read(id) else {
            throw UnknownExecution(execution: id.rawValue)
        }
        let session = try await ExecutionSession(
            of: id.rawValue,
            port: Recorded(log.record.replayableOperations),
            token: CheckpointToken(rawValue: ""),
            now: store.now,
            mode: .replay
        )
        session.start(try workflows.code(for: log.start))
        _ = await session.settlement()
        defer { session.abandon() }
        return session.published(name)
    }
}
