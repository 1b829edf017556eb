import AWSClient
import HTTPTransport
import TestServices
import TestTools
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `A sweep` {
    private let harness: LogHarness
    private let question = Workflow("question") { (_: Int?, context: WorkflowContext) in
        let answer = try await context.callback("q", returning: String.self, timeout: .days(3)) {
            _ in
        }
        guard case .received(let text) = answer else { return "none" }
        return text
    }.hosted

    init() async throws {
        harness = try await LogHarness()
    }

    private var table: DynamoDBLog { DynamoDBLog(client: harness.client, table: harness.table) }

    /// The executions that a sweep wakes.
    private func sweep() async throws -> [String] {
        let sweep = Sweep(
            table: table,
            store: harness.store,
            wakeUps: WakeUps(client: harness.client, queueURL: harness.queueURL)
        )
        try await sweep.run(over: ["question"], until: harness.deadline)
        return try await harness.wakeUps()
    }

    private func due() async throws -> Timestamp? {
        try await table.heads(HeadQuery()).first?.due
    }

    @Test func `wakes an execution whose owner has died`() async throws {
        let one = try ExecutionName("one")
        _ = try await harness.store.start("question", one, input: nil, as: harness.owner)
        #expect(try await sweep() == [])
        harness.clock.advance(by: LogHarness.lifetime + Sweep.grace)
        #expect(try await sweep() == ["question/one"])
        // For as long as it takes.
        #expect(try await sweep() == ["question/one"])
    }

    @Test func `wakes an execution whose answer was recorded and nobody woken`() async throws {
        _ = try await harness.start(question)
        harness.clock.advance(by: .days(1))
        _ = try await sweep()
        try await harness.answer(question, with: #""yes""#)
        #expect(try await sweep() == [])
        harness.clock.advance(by: Sweep.grace)
        #expect(try await sweep() == ["question/one"])
        guard case .ended = try await harness.wake(question) else { throw Unexpected() }
        harness.clock.advance(by: .days(1))
        #expect(try await sweep() == [])
        #expect(try await due() == nil)
    }

    @Test func `has lists say of one that waits when it will be due`() async throws {
        _ = try await harness.start(question)
        let started = harness.clock.now
        harness.clock.advance(by: .hours(1))
        #expect(try await due() == started.advanced(by: LogHarness.lifetime))
        #expect(try await sweep() == [])
        #expect(try await due() == started.advanced(by: .days(3)))
    }

    @Test(arguments: 1...3, [true, false])
    func `finds what an outsider has recorded who died`(
        request: Int,
        isAnswerLost: Bool
    ) async throws {
        _ = try await harness.start(question)
        harness.clock.advance(by: .hours(1))
        _ = try await sweep()
        _ = try await harness.wakeUps()
        let network = DyingNetwork(diesAt: request, isAnswerLost: isAnswerLost)
        let mortal = AWSClient(
            credentials: harness.service.credentials,
            region: harness.service.region,
            http: network,
            environment: Environment(harness.service.environment)
        )
        let callback = try #require(try await harness.log(of: question).record.openCallbacks.first)
        guard case .callback(let state) = callback.state else { throw Unexpected() }
        _ = try? await harness.host(client: mortal).store
            .answer(state.token, with: .succeeded(result: "1"))
        let isRecorded = try await harness.log(of: question).record.openCallbacks.isEmpty
        harness.clock.advance(by: Sweep.grace)
        #expect(try await sweep() == (isRecorded ? ["question/one"] : []))
    }

    @Test func `mends what lists show of an execution that has ended`() async throws {
        _ = try await harness.start(question)
        try await harness.answer(question, with: #""yes""#)
        var stale = try #require(try await table.heads(HeadQuery()).first)
        guard case .ended = try await harness.wake(question) else { throw Unexpected() }
        // As if the owner had died before it could show the end.
        stale.due = harness.clock.now
        let number = try await harness.log(of: question).next - 1
        try await table.show(stale, at: number)
        harness.clock.advance(by: Sweep.grace)
        #expect(try await sweep() == [])
        let head = try #require(try await table.heads(HeadQuery()).first)
        #expect(head.status == .succeeded)
        #expect(head.due == nil)
    }

    @Test func `forgets what has ended long ago, and nothing else`() async throws {
        let quick = Workflow("quick") { (_: Int?, _: WorkflowContext) in 1 }.hosted
        _ = try await harness.start(question)
        _ = try await harness.start(quick, name: "old")
        harness.clock.advance(by: .days(2))
        _ = try await harness.start(quick, name: "new")
        let sweep = Sweep(
            table: table,
            store: harness.store,
            wakeUps: WakeUps(client: harness.client, queueURL: harness.queueURL)
        )
        let moment = harness.clock.now.advanced(by: .days(-1))
        let workflows: Set = ["quick", "question"]
        try await sweep.forget(
            endedBefore: moment,
            of: workflows,
            until: harness.clock.now
        )
        #expect(try await table.heads(HeadQuery()).count == 3)
        try await sweep.forget(endedBefore: moment, of: workflows, until: harness.deadline)
        let left = try await table.heads(HeadQuery()).map(\.id.rawValue)
        #expect(left.sorted() == ["question/one", "quick/new"])
    }
}

@Suite struct `A wake-up after a long time` {
    @Test func `is one schedule, a minute early, that sends to the queue`() async throws {
        let service = try await MiniStack.shared
        let client = service.client()
        let queueURL = try await service.createQueue("long-wait")
        let clock = ManualTime()
        let schedules = try Schedules(
            client: client,
            queueURL: queueURL,
            roleARN: "arn:aws:iam::000000000000:role/wake"
        ) { clock.now }
        let execution = ExecutionID(rawValue: "w/n")
        let wakeUps = WakeUps(client: client, queueURL: queueURL, schedules: schedules)
        for _ in 1...2 { try await wakeUps.wake(execution, after: .days(30)) }
        let name = schedules.name(execution, 1_702_591_940)
        let schedule = try await client.send(Scheduler.GetSchedule(name: name))
        #expect(schedule.time == .at(secondsSince1970: 1_702_591_940))
        #expect(schedule.target.arn.hasSuffix(":long-wait"))
        #expect(schedule.target.input == #"{"perdure":{"wake":{"execution":"w/n"}}}"#)
        #expect(schedule.isDeletedAfterCompletion)
    }
}
