import AWSClient
package import DurableExecution
import Glibc
import HTTPTransport
import LambdaRuntime

/// Serves the events of one function: finds the workflow and the store, and runs it on.
struct WorkflowHost: Sendable {
    private let workflows: [HostedWorkflow]
    private let http = HTTPClient()

    init(_ workflows: [HostedWorkflow]) {
        self.workflows = workflows
    }

    func handle(_ event: [UInt8], _ invocation: Invocation) async throws -> [UInt8] {
        let client = try AWSClient(http: http)
        let deadline = Timestamp(millisecondsSinceEpoch: invocation.deadlineMilliseconds)
        switch try Envelope(event) {
        case .native(let event):
            return try await NativeHost(client: client).handle(event, try workflow())
        case .start(_, let input) where try !isDurable(try workflow()):
            return try await runTransient(try workflow(), input, invocation)
        case .start(let name, let input):
            let (execution, answer) = try await dynamoDB(client).start(
                try workflow().name,
                name: ExecutionName(name ?? invocation.requestID.text),
                input: input,
                until: deadline
            )
            return try response(execution, answer)
        case .wake(let wakes):
            for wake in wakes {
                _ = try await dynamoDB(client).wake(wake.execution, until: deadline)
            }
            return Array("null".utf8)
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

// MARK: - What the environment says

extension WorkflowHost {
    /// Whether a workflow runs as `durable-lambda` or as `lambda`: on Lambda it is durable unless a
    /// setting says otherwise.
    private func isDurable(_ workflow: HostedWorkflow) throws(SettingsError) -> Bool {
        var environment: [String: String] = [:]
        for name in Settings.environmentNames {
            environment[name] = Environment.process[name]
        }
        return try workflow.settings.or(Settings(environment: environment)).isDurableOnLambda
    }

    private func dynamoDB(_ client: AWSClient) throws(HostError) -> ExecutionHost {
        let environment = Environment.process
        let scheme = "dynamodb://"
        guard let store = environment["PERDURE_STORE"] else { throw .noStore }
        guard store.hasPrefix(scheme), store.utf8.count > scheme.utf8.count else {
            throw .unknownStore(store)
        }
        guard let queueURL = environment["PERDURE_WAKE_QUEUE"] else { throw .noQueue }
        return ExecutionHost(
            of: HostedWorkflows(workflows),
            in: .dynamoDB(client, table: String(store.dropFirst(scheme.count))),
            wakeUps: WakeUps(client: client, queueURL: queueURL)
        )
    }

    private func workflow() throws(HostError) -> HostedWorkflow {
        if workflows.count == 1, let only = workflows.first { return only }
        let handler = RuntimeEnvironment.current.handler ?? ""
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

/// The function is not set up to do what the event asks.
enum HostError: Error, Hashable, CustomStringConvertible {
    case noStore
    case unknownStore(String)
    case noQueue
    case unknownWorkflow(String, known: [String])

    var description: String {
        switch self {
        case .noStore:
            "PERDURE_STORE is not set: set it to dynamodb://TABLE in the function's environment, "
                + "or give the function a DurableConfig."
        case .unknownStore(let text):
            "PERDURE_STORE is '\(text)': on Lambda it must be dynamodb://TABLE."
        case .noQueue:
            "PERDURE_WAKE_QUEUE is not set: set it to the URL of the queue that wakes the function."
        case .unknownWorkflow(let name, let known):
            "This function has no workflow '\(name)'; it has \(known.joined(separator: ", ")). "
                + "Set the function's Handler to one of them."
        }
    }
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
