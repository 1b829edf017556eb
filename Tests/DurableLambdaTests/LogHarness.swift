import AWSClient
import DurableExecution
import Foundation
import HTTPTransport
import JSONCoding
import Synchronization
import TestServices
import TestTools
import Testing

@testable import DurableLambda

/// A host on real tables and queues, with time of its own.
struct LogHarness {
    static let lifetime = Duration.seconds(60)

    let clock = ManualTime()
    let service: MiniStack
    let table = "log-\(UUID().uuidString)"
    let queueURL: String
    let client: AWSClient

    init() async throws {
        service = try await MiniStack.shared
        client = service.client()
        _ = try await client.send(ExecutionsTable.creation(table))
        queueURL = try await service.createQueue("wake-\(UUID().uuidString)")
    }

    func host(of workflows: HostedWorkflow..., client: AWSClient? = nil) -> ExecutionHost {
        let client = client ?? self.client
        return ExecutionHost(
            of: HostedWorkflows(workflows),
            in: .dynamoDB(client, table: table) { [clock] in clock.now },
            wakeUps: WakeUps(client: client, queueURL: queueURL)
        )
    }

    var store: ExecutionStore { host().store }

    var deadline: Timestamp { clock.now.advanced(by: Self.lifetime) }

    var owner: LogEntry.Owner { LogEntry.Owner(deadline: deadline) }

    func start(
        _ workflow: HostedWorkflow,
        name: String = "one",
        input: String = "null"
    ) async throws -> ExecutionHost.Answer {
        try await host(of: workflow)
            .start(workflow.name, name: ExecutionName(name), input: input, until: deadline).1
    }

    func wake(_ workflow: HostedWorkflow, name: String = "one") async throws -> ExecutionHost.Answer
    {
        let execution = try ExecutionID(workflow: workflow.name, name: ExecutionName(name))
        return try await host(of: workflow).wake(execution, until: deadline)
    }

    func log(of workflow: HostedWorkflow, name: String = "one") async throws -> ExecutionLog {
        let execution = try ExecutionID(workflow: workflow.name, name: ExecutionName(name))
        return try #require(try await store.read(execution))
    }

    /// The executions that were woken since this was last asked, at once or later.
    func wakeUps() async throws -> [String] {
        var woken: [String] = []
        while case let messages = try await client.send(
            SQS.ReceiveMessage(queueURL: queueURL, maximumCount: 10)
        ), !messages.isEmpty {
            for message in messages {
                let body = try JSON(parsing: Array(message.body.utf8))
                woken += [body["perdure"]?["wake"]?["execution"]?.string].compactMap(\.self)
                let handle = message.receiptHandle
                _ = try await client.send(
                    SQS.DeleteMessage(queueURL: queueURL, receiptHandle: handle)
                )
            }
        }
        return woken
    }

    func answer(_ workflow: HostedWorkflow, with result: String) async throws {
        let callback = try #require(try await log(of: workflow).record.openCallbacks.first)
        guard case .callback(let state) = callback.state else { return }
        _ = try await store.answer(state.token, with: .succeeded(result: result))
    }
}

/// The network of a process that dies at its n-th request.
///
/// The service has seen that request, or not; every later one fails without leaving the process.
final class DyingNetwork: HTTPSending {
    private let isAnswerLost: Bool
    private let real = PatientNetwork()
    private let lifetime: Mutex<Int>

    init(diesAt request: Int, isAnswerLost: Bool) {
        self.isAnswerLost = isAnswerLost
        lifetime = Mutex(request)
    }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let remaining = lifetime.withLock { remaining in
            remaining -= 1
            return remaining
        }
        guard remaining > 0 || (remaining == 0 && isAnswerLost) else { throw .cancelled }
        let response = try await real.send(
            request,
            to: origin,
            timeout: timeout,
            isIdempotent: isIdempotent
        )
        guard remaining > 0 else { throw .cancelled }
        return response
    }
}
