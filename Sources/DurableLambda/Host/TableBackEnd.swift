import AWSClient
import DurableExecution
import LambdaRuntime

/// The executions that are kept in a DynamoDB table, as the environment says.
struct TableBackEnd: Sendable {
    let host: ExecutionHost
    private let sweep: Sweep
    private let workflows: HostedWorkflows
    private let retention: Duration?

    /// Serves one invocation.
    ///
    /// - Throws: `HostError` where the environment does not say enough.
    init(
        of workflows: HostedWorkflows,
        client: AWSClient,
        _ environment: HostEnvironment,
        until deadline: Timestamp
    ) throws {
        let table = try environment.table
        let wakeUps = try WakeUps(client: client, environment)
        let store = ExecutionStore.dynamoDB(client, table: table)
        self.workflows = workflows
        host = ExecutionHost(
            of: workflows,
            in: store,
            wakeUps: wakeUps,
            functions: FunctionCalls(client: client, store: store, until: deadline),
            report: Console.report
        )
        let log = DynamoDBLog(client: client, table: table)
        sweep = Sweep(table: log, store: store, wakeUps: wakeUps)
        retention = environment.retention
    }

    /// Does what a wake-up asks for.
    func carryOut(_ wake: Envelope.Wake, until deadline: Timestamp) async throws {
        switch wake {
        case .execution(let id):
            _ = try await host.wake(id, until: deadline)
        case .overdue:
            // What is begun still has to end.
            try await sweep(until: deadline.advanced(by: .seconds(-3)))
        }
    }

    private func sweep(until end: Timestamp) async throws {
        try await sweep.run(over: workflows.names, until: end)
        guard let retention else { return }
        let moment = Timestamp.now.advanced(by: .zero - retention)
        try await sweep.forget(endedBefore: moment, of: workflows.names, until: end)
    }
}

extension WakeUps {
    fileprivate init(client: AWSClient, _ environment: HostEnvironment) throws {
        let queueURL = try environment.queueURL
        let schedules = try environment.schedulerRole.map { role in
            try Schedules(
                client: client,
                queueURL: queueURL,
                roleARN: role,
                group: environment.scheduleGroup
            )
        }
        self.init(client: client, queueURL: queueURL, schedules: schedules)
    }
}
