import AWSClient
import HTTPTransport
import Synchronization
import TestServices
import TestTools
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `A call of another function` {
    private let harness: LogHarness
    private let calls = Tally()
    private let double = Workflow("double") { (number: Int, context: WorkflowContext) in
        try await context.invoke(
            "twice",
            function: "double:live",
            input: number,
            returning: Int.self
        )
    }.hosted

    init() async throws {
        harness = try await LogHarness()
    }

    /// What comes of an execution that begins to run in an invocation whose functions answer so.
    private func run(
        _ workflow: HostedWorkflow,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in try await never() },
        handOver: @escaping @Sendable (Duration) async throws -> Void = { _ in try await never() },
        answer: @escaping FunctionNetwork.Function
    ) async throws -> ExecutionHost.Answer {
        let client = AWSClient(
            credentials: harness.service.credentials,
            region: harness.service.region,
            http: FunctionNetwork { [calls] name, event in
                calls.count(name)
                return try await answer(name, event)
            },
            environment: Environment(harness.service.environment),
            clock: ImmediateClock()
        )
        let store = ExecutionStore.dynamoDB(client, table: harness.table) { [harness] in
            harness.clock.now
        }
        let host = ExecutionHost(
            of: HostedWorkflows([workflow]),
            in: store,
            wakeUps: WakeUps(client: client, queueURL: harness.queueURL),
            functions: FunctionCalls(
                client: client,
                store: store,
                until: harness.deadline,
                sleep: sleep
            ),
            sleep: handOver
        )
        return try await host.start(
            workflow.name,
            name: ExecutionName("one"),
            input: "21",
            until: harness.deadline
        ).1
    }

    @Test func `brings back its answer in the same invocation, and wakes nobody`() async throws {
        let answer = try await run(double) { name, event in
            #expect(name == "double%3Alive")
            #expect(event == "21")
            return .ok("42")
        }
        #expect(answer.outcome == .succeeded(result: "42"))
        #expect(try await harness.wakeUps() == [])
    }

    @Test func `fails as the function does`() async throws {
        let answer = try await run(double) { _, _ in
            .failed(#"{"errorType":"Odd","errorMessage":"no","stackTrace":["a","b"]}"#)
        }
        let error = ErrorObject(type: "Odd", message: "no", stackTrace: ["a", "b"])
        #expect(answer.outcome == .failed(error))
    }

    @Test func `fails with what a function wrote that does not say how it has failed`() async throws
    {
        let answer = try await run(double) { _, _ in .failed("Segmentation fault") }
        let error = ErrorObject(type: "Unhandled", message: "Segmentation fault")
        #expect(answer.outcome == .failed(error))
    }

    @Test func `fails where the service has no such function`() async throws {
        let answer = try await run(double) { _, _ in
            .refused(404, "ResourceNotFoundException")
        }
        guard case .failed(let error) = answer.outcome else { throw Unexpected() }
        #expect(error.type == "ResourceNotFoundException")
        #expect(calls.all == ["double%3Alive": 1])
    }

    @Test func `is made again while the service is busy`() async throws {
        let calls = calls
        let sleep: @Sendable (Duration) async throws -> Void = {
            guard $0 <= .seconds(1) else { return try await never() }
        }
        let answer = try await run(double, sleep: sleep) { _, _ in
            calls.all["double%3Alive"] ?? 0 < 8
                ? .refused(429, "TooManyRequestsException") : .ok("42")
        }
        #expect(answer.outcome == .succeeded(result: "42"))
    }

    @Test func `does not hold up one beside it`() async throws {
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        let workflow = Workflow("both") { (number: Int, context: WorkflowContext) in
            let (slow, fast) = try await context.parallel(
                "both",
                Branch { context in
                    try await context.invoke(
                        "slow",
                        function: "slow",
                        input: number,
                        returning: Int.self
                    )
                },
                Branch { context in
                    let fast = try await context.invoke(
                        "fast",
                        function: "fast",
                        input: number,
                        returning: Int.self
                    )
                    return try await context.step("after") {
                        key.finish()
                        return fast
                    }
                }
            )
            return [slow, fast]
        }.hosted
        let answer = try await run(workflow) { name, _ in
            if name == "slow" { for await _ in gate {} }
            return .ok(name == "slow" ? "1" : "2")
        }
        #expect(answer.outcome == .succeeded(result: "[1,2]"))
    }

    @Test func `lets time pass beside it`() async throws {
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        let workflow = Workflow("beside") { (number: Int, context: WorkflowContext) in
            try await context.parallel(
                "both",
                Branch { context in
                    try await context.invoke(
                        "slow",
                        function: "slow",
                        input: number,
                        returning: Int.self
                    )
                },
                Branch { context in
                    try await context.wait("pause", for: .seconds(5))
                    return try await context.step("after") {
                        key.finish()
                        return 2
                    }
                }
            ).0
        }.hosted
        let clock = harness.clock
        let sleep: @Sendable (Duration) async throws -> Void = {
            guard $0 <= .seconds(5) else { return try await never() }
            clock.advance(by: $0)
        }
        let answer = try await run(workflow, sleep: sleep) { _, _ in
            for await _ in gate {}
            return .ok("1")
        }
        #expect(answer.outcome == .succeeded(result: "1"))
    }

    @Test func `that had an invocation's time for it has timed out`() async throws {
        let answer = try await run(double, sleep: { _ in }, answer: { _, _ in try await never() })
        guard case .failed(let error) = answer.outcome else { throw Unexpected() }
        #expect(error.type == "FunctionTimedOut")
        #expect(error.message?.contains("'double:live' has not answered in the 58.0 s") == true)
    }

    @Test func `that began late is made again by the next invocation`() async throws {
        let clock = harness.clock
        let workflow = Workflow("late") { (number: Int, context: WorkflowContext) in
            try await context.step("work") { clock.advance(by: .seconds(30)) }
            return try await context.invoke(
                "twice",
                function: "double",
                input: number,
                returning: Int.self
            )
        }.hosted
        let (gate, key) = AsyncStream.makeStream(of: Void.self)
        let first = try await run(
            workflow,
            sleep: { _ in key.finish() },
            handOver: { _ in for await _ in gate {} },
            answer: { _, _ in try await never() }
        )
        #expect(first.outcome == nil)
        clock.advance(by: LogHarness.lifetime)
        let second = try await run(workflow) { _, _ in .ok("42") }
        #expect(second.outcome == .succeeded(result: "42"))
        #expect(calls.all == ["double": 2])
    }
}

/// Takes for ever, or until it is cancelled.
private func never<Value>() async throws -> Value {
    while true { try await Task.sleep(for: .seconds(3600)) }
}

extension ExecutionHost.Answer {
    fileprivate var outcome: ExecutionOutcome? {
        guard case .ended(let outcome) = self else { return nil }
        return outcome
    }
}

/// A network on which functions answer as they are told to, and all other services are real.
private struct FunctionNetwork: HTTPSending {
    enum Answer {
        case ok(String)
        case failed(String)
        case refused(Int, String)
    }

    /// What the function of a name answers to an event.
    typealias Function = @Sendable (_ name: String, _ event: String) async throws -> Answer

    private let function: Function
    private let real = PatientNetwork()

    init(_ function: @escaping Function) {
        self.function = function
    }

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        let parts = request.target.split(separator: "/")
        guard parts.count == 4, parts[1] == "functions" else {
            return try await real.send(
                request,
                to: origin,
                timeout: timeout,
                isIdempotent: isIdempotent
            )
        }
        do {
            return try await function(
                String(parts[2]),
                String(decoding: request.body, as: UTF8.self)
            ).response
        } catch {
            throw .cancelled
        }
    }
}

extension FunctionNetwork.Answer {
    fileprivate var response: HTTPResponse {
        switch self {
        case .ok(let text):
            HTTPResponse(status: 200, fields: [:], body: Array(text.utf8))
        case .failed(let text):
            HTTPResponse(
                status: 200,
                fields: ["X-Amz-Function-Error": "Unhandled"],
                body: Array(text.utf8)
            )
        case .refused(let status, let code):
            HTTPResponse(
                status: status,
                fields: ["X-Amzn-ErrorType": code],
                body: Array(#"{"Message":"no"}"#.utf8)
            )
        }
    }
}
