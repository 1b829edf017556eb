import AWSClient
import DurableExecution
import HTTPTransport
import JSONCoding
import LambdaRuntime
import Synchronization

/// Serves the events of one function: finds the workflow and the store, and runs it on.
final class WorkflowHost: Sendable {
    private let workflows: HostedWorkflows
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
        self.workflows = HostedWorkflows(workflows) { _ in settings }
        self.environment = HostEnvironment(environment, settings)
        self.http = http
    }

    func handle(_ event: [UInt8], _ invocation: Invocation) async throws -> [UInt8] {
        let deadline = Timestamp(millisecondsSinceEpoch: invocation.deadlineMilliseconds)
        switch try Envelope(event) {
        case .native(let event):
            return try await NativeHost(client: client()).handle(event, workflow())
        case .start(let name, let input, let trace):
            let workflow = try workflow()
            let name = try ExecutionName(name ?? invocation.requestID.text)
            let trace = workflow.isObserved ? trace ?? invocation.trace : nil
            guard try workflow.settings.isDurableOnLambda else {
                return try await runTransient(workflow, name, input, trace, invocation)
            }
            let (execution, answer) = try await backEnd(until: deadline).host.start(
                workflow.name,
                name: name,
                input: input,
                trace: trace,
                until: deadline
            )
            return try response(execution, answer)
        case .wake(let wakes):
            let backEnd = try backEnd(until: deadline)
            for wake in wakes { try await backEnd.carryOut(wake, until: deadline) }
            return Array("null".utf8)
        }
    }

    func response(
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

    private func backEnd(until deadline: Timestamp) throws -> TableBackEnd {
        try TableBackEnd(of: workflows, client: client(), environment, until: deadline)
    }

    private func workflow() throws(HostError) -> HostedWorkflow {
        let handler = environment.handler
        guard let workflow = workflows.only ?? workflows[handler] else {
            throw .unknownWorkflow(handler, known: workflows.names.sorted())
        }
        return workflow
    }
}

extension Invocation {
    /// What whoever has invoked the function is at.
    fileprivate var trace: TraceParent? { traceID.flatMap(TraceParent.init(xRay:)) }
}

/// The workflow has failed; the caller sees the recorded error.
struct WorkflowFailure: FunctionError {
    let error: ErrorObject

    var errorType: String { error.type ?? "WorkflowFailed" }
    var errorMessage: String { error.message ?? "" }
}
