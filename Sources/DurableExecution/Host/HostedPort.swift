/// The log of an execution that a host runs: what each checkpoint has called is started.
package struct HostedPort: ExecutionPort {
    private let log: OwnedLog
    private let family: Family
    private let limits: OperationLimits
    private let report: @Sendable (String) -> Void
    private let whenRecorded: @Sendable (OwnedLog) -> Void

    /// `report` takes warnings, and `whenRecorded` learns of each checkpoint.
    package init(
        _ log: OwnedLog,
        of family: Family,
        limits: OperationLimits,
        report: @escaping @Sendable (String) -> Void,
        whenRecorded: @escaping @Sendable (OwnedLog) -> Void = { _ in }
    ) {
        self.log = log
        self.family = family
        self.limits = limits
        self.report = report
        self.whenRecorded = whenRecorded
    }

    package func loadState(against token: CheckpointToken) async throws -> [Operation] {
        try await log.loadState(against: token)
    }

    package func checkpoint(
        _ updates: [OperationUpdate],
        against token: CheckpointToken
    ) async throws -> Checkpoint {
        let checkpoint = try await log.checkpoint(updates, against: token)
        guard case .recorded = checkpoint else { return checkpoint }
        whenRecorded(log)
        let warning = limits.warning(
            at: log.count,
            after: updates.count { $0.action == .start },
            of: log.start.execution
        )
        if let warning { report(warning) }
        try await family.carryOut(updates, of: log)
        return checkpoint
    }
}
