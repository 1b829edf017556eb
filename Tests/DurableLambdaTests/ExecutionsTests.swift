import AWSClient
import DurableClient
import DurableExecution
import Testing

@testable import DurableLambda

/// What a function does with executions that another one hosts, on a real table.
@Suite struct `Executions of another function` {
    private struct Question: Codable, Sendable, Equatable {
        var text: String
    }

    private let harness: LogHarness
    private let executions: Executions<Question, String>
    private let workflow: HostedWorkflow

    init() async throws {
        harness = try await LogHarness()
        let asking = Workflow("asking", tags: ["questions"]) {
            (question: Question, context: WorkflowContext) -> String in
            let answer = try await context.callback(
                "answer",
                returning: Int.self,
                timeout: .hours(1)
            ) { _ in }
            guard case .received(let number) = answer else { return "\(question.text) nobody" }
            let signal = try await context.signal("word", returning: String.self)
            guard case .received(let word) = signal else { return "no word" }
            return "\(question.text) \(number) \(word)"
        }
        workflow = asking.hosted
        let (store, queue, client) = (harness.store, harness.queueURL, harness.client)
        let wakeUps = WakeUps(client: client, queueURL: queue)
        executions = Executions(
            asking.name,
            try asking.hosted.startOptions,
            StoredExecutions(DynamoDBLog(client: client, table: harness.table), store) {
                try await wakeUps.wake($0, after: .zero)
            }
        )
    }

    private var open: ExecutionSnapshot<Question, String>.Callback {
        get async throws {
            try #require(try await executions.execution(named: "one")?.callbacks.first)
        }
    }

    @Test func `are started, shown, answered and told, and their host is woken each time`()
        async throws
    {
        try await executions.start(named: "one", input: Question(text: "how many?"))
        #expect(try await harness.wakeUps() == ["asking/one"])
        _ = try await harness.wake(workflow)

        let running = try #require(try await executions.list(.running).first)
        #expect(running.name == "one" && running.tags == ["questions"])
        #expect(try running.input == Question(text: "how many?"))
        let callback = try #require(running.callbacks.first)
        #expect(callback.name == "answer")
        #expect(callback.expiresAt == callback.openedAt.addingTimeInterval(3600))

        try await executions.heartbeat(callback.token)
        try await executions.answer(callback.token, with: 7)
        try await executions.signal("word", "indeed", to: "one")
        #expect(try await Set(harness.wakeUps()) == ["asking/one"])
        _ = try await harness.wake(workflow)

        let ended = try #require(try await executions.execution(named: "one"))
        #expect(ended.status == .succeeded && ended.callbacks.isEmpty)
        #expect(try ended.result == "how many? 7 indeed")
        #expect(try await executions.list(.running).isEmpty)
    }

    @Test func `are started once under a name`() async throws {
        try await executions.start(named: "one", input: Question(text: "a"))
        try await executions.start(named: "one", input: Question(text: "a"))
        await #expect(throws: InputConflict.self) {
            try await executions.start(named: "one", input: Question(text: "b"))
        }
        await #expect(throws: InvalidExecutionName.self) {
            try await executions.start(named: "a b", input: Question(text: "a"))
        }
        #expect(try await executions.list().count == 1)
        #expect(try await executions.execution(named: "two") == nil)
    }

    @Test func `take the first answer, and none that comes too late`() async throws {
        try await executions.start(named: "one", input: Question(text: "a"))
        _ = try await harness.wake(workflow)
        let token = try await open.token
        try await executions.answer(token, with: 1)
        await #expect(throws: CallbackError.answered) {
            try await executions.answer(token, with: 2)
        }
        try await executions.start(named: "late", input: Question(text: "a"))
        _ = try await harness.wake(workflow, name: "late")
        let late = try #require(try await executions.execution(named: "late")?.callbacks.first)
        harness.clock.advance(by: .hours(1))
        await #expect(throws: CallbackError.expired) {
            try await executions.answer(late.token, with: 2)
        }
        await #expect(throws: CallbackError.unknown) {
            try await executions.fail(CallbackToken(rawValue: "no:1:token"), with: AnyProblem())
        }
    }

    @Test func `hear of a failure, and of their end`() async throws {
        try await executions.start(named: "one", input: Question(text: "a"))
        _ = try await harness.wake(workflow)
        try await executions.fail(await open.token, with: AnyProblem())
        _ = try await harness.wake(workflow)
        let failed = try #require(try await executions.execution(named: "one"))
        #expect(failed.status == .failed && failed.error != nil)
        #expect(try failed.result == nil)
        await #expect(throws: ExecutionEnded.self) { try await executions.cancel("one") }
        await #expect(throws: UnknownExecution.self) { try await executions.stop("none") }
    }

    @Test func `come in pages, the newest first`() async throws {
        for name in ["a", "b", "c"] {
            try await executions.start(named: name, input: Question(text: name))
            harness.clock.advance(by: .seconds(1))
        }
        let first = try await executions.list(limit: 2)
        #expect(first.map(\.name) == ["c", "b"])
        let rest = try await executions.list(limit: 2, after: first.last?.cursor)
        #expect(rest.map(\.name) == ["a"])
        await #expect(throws: InvalidCursor.self) { try await executions.list(after: "x") }
    }

    @Test(arguments: [
        ([:], "PERDURE_EXECUTIONS is not set"),
        (["PERDURE_EXECUTIONS": "sqlite://x"], "it must be dynamodb://TABLE or lambda://FUNCTION"),
        (["PERDURE_EXECUTIONS": "dynamodb://t"], "PERDURE_WAKE_QUEUE is not set"),
    ])
    func `are found where the environment says, which otherwise says what it lacks`(
        variables: [String: String],
        problem: String
    ) throws {
        let error = #expect(throws: (any Error).self) {
            try RemoteStore.executions(Environment(variables)) { _ in harness.client }
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains(problem))
    }
}

private struct AnyProblem: Error {}
