import AWSClient
package import DurableExecution
import Glibc
import HTTPTransport
import LambdaRuntime
import Synchronization

/// Serves the events of one function: finds the workflow and the store, and runs it on.
final class WorkflowHost: Sendable {
    private let workflows: [HostedWorkflow]
    private let retention: Duration?
    private let environment: HostEnvironment
    private let http: @Sendable () -> any HTTPSending
    /// Made when it is first needed: a transient workflow never does.
    private let madeClient = Mutex<AWSClient?>(nil)

    /// - Throws: `SettingsError` where the environment has a setting that cannot be.
    init(
        _ workflows: [HostedWorkflow],
        environment: Environment = .process,
        http: @escaping @Sendable () -> any HTTPSending = { HTTPClient() }
    ) throws(SettingsError) {
        let settings = try Settings(environment)
        self.workflows = workflows.map { $0.with(settings) }
        retention = settings.retention
        self.environment = HostEnvironment(environment)
        self.http = http
    }

    func handle(_ event: [UInt8], _ invocation: Invocation) async throws -> [UInt8] {
        let deadline = Timestamp(millisecondsSinceEpoch: invocation.deadlineMilliseconds)
        switch try Envelope(event) {
        case .native(let event):
            return try await NativeHost(client: client()).handle(event, workflow())
        case .start(_, let input) where try !workflow().settings.isDurableOnLambda:
            return try await runTransient(workflow(), input, invocation)
        case .start(let name, let input):
            let (execution, answer) = try await executions().start(
                workflow().name,
                name: ExecutionName(name ?? invocation.requestID.text),
                input: input,
                until: deadline
            )
            return try response(execution, answer)
        case .wake(let wakes):
            for wake in wakes { try await carryOut(wake, until: deadline) }
            return Array("null".utf8)
        }
    }

    private func carryOut(_ wake: Envelope.Wake, until deadline: Timestamp) async throws {
        switch wake {
        case .execution(let id): _ = try await executions().wake(id, until: deadline)
        case .overdue:
            let names = HostedWorkflows(workflows).names
            let sweep = try sweep()
            try await sweep.run(over: names)
            guard let retention else { return }
            let moment = Timestamp.now.advanced(by: .zero - retention)
            try await sweep.forget(endedBefore: moment, of: names)
        }
    }

    /// Runs a workflow from beginning to end in this invocation.
    ///
    /// It ends in time to say that it has timed out, or that it goes on as new, which without a store
    /// means here and now.
    private func runTransient(
        _ workflow: HostedWorkflow,
        _ input: String?,
        _ invocation: Invocation
    ) async throws -> [UInt8] {
        let execution = ExecutionID(
            workflow: workflow.name,
            name: try ExecutionName(invocation.requestID.text)
        )
        let end = Timestamp(millisecondsSinceEpoch: invocation.deadlineMilliseconds - 100)
        var input = input
        while true {
            let left = max(Timestamp.now.duration(to: end), .milliseconds(1))
            let transient = TransientExecution(
                execution,
                input: input,
                timeout: min(left, workflow.settings.timeout ?? left),
                now: { .now }
            )
            let outcome = await transient.run(workflow)
            guard case .continued(let next) = outcome else {
                return try response(execution, .ended(outcome))
            }
            input = next
        }
    }

    private func response(
        _ execution: ExecutionID,
        _ answer: ExecutionHost.Answer
    ) throws(WorkflowFailure) -> [UInt8] {
        switch answer {
        case .ended(.succeeded(let result)): return Array((result ?? "null").utf8)
        case .ended(.failed(let error)), .ended(.timedOut(let error)), .ended(.stopped(let error)):
            throw WorkflowFailure(error: error)
        case .running, .ended(.continued):
            let status: JSON = ["execution": .string(execution.rawValue), "status": "RUNNING"]
            return status.bytes
        }
    }
}

// MARK: - What an event needs

extension WorkflowHost {
    /// One for all events: it remembers signing keys, the service's clock and how much may be retried.
    private func client() throws(ConfigurationError) -> AWSClient {
        try madeClient.withLock { made throws(ConfigurationError) in
            if let made { return made }
            let client = try AWSClient(environment.variables, http: http())
            made = client
            return client
        }
    }

    /// The executions that are kept in DynamoDB.
    private func executions() throws -> ExecutionHost {
        let table = try environment.table
        return ExecutionHost(
            of: HostedWorkflows(workflows),
            in: .dynamoDB(try client(), table: table),
            wakeUps: try wakeUps()
        )
    }

    private func sweep() throws -> Sweep {
        let (client, table) = (try client(), try environment.table)
        return Sweep(
            table: DynamoDBLog(client: client, table: table),
            store: .dynamoDB(client, table: table),
            wakeUps: try wakeUps()
        )
    }

    private func wakeUps() throws -> WakeUps {
        let queueURL = try environment.queueURL
        let client = try client()
        let schedules = try environment.schedulerRole.map { role in
            try Schedules(
                client: client,
                queueURL: queueURL,
                roleARN: role,
                group: environment.scheduleGroup
            )
        }
        return WakeUps(client: client, queueURL: queueURL, schedules: schedules)
    }

    private func workflow() throws(HostError) -> HostedWorkflow {
        if workflows.count == 1, let only = workflows.first { return only }
        let handler = environment.handler
        guard let named = workflows.first(where: { $0.name == handler }) else {
            throw .unknownWorkflow(handler, known: workflows.map(\.name))
        }
        return named
    }
}

/// The workflow has failed; the caller sees the recorded error.
struct WorkflowFailure: FunctionError {
    let error: ErrorObject

    var errorType: String { error.type ?? "WorkflowFailed" }
    var errorMessage: String { error.message ?? "" }
}

extension Timestamp {
    /// The wall clock's time.
    package static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            millisecondsSinceEpoch: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        )
    }
}
