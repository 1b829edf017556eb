import AWSClient
import TestServices
import TestTools
import Testing

@testable import DurableExecution
@testable import DurableLambda

/// Who comes first is left to chance, on a real table; that it does not matter is not.
@Suite struct `A race on DynamoDB` {
    private let harness: LogHarness
    private let tally = Tally()

    init() async throws {
        harness = try await LogHarness()
    }

    /// Two questions at once, each followed by a step.
    private var questions: HostedWorkflow {
        let tally = tally
        return Workflow("questions") { (_: Int?, context: WorkflowContext) in
            try await context.map("all", over: ["a", "b"]) { name, context in
                let answer = try await context.callback(
                    name,
                    returning: Int.self,
                    timeout: .hours(1)
                ) { _ in }
                return try await context.step("take") {
                    tally.count(name)
                    return if case .received(let number) = answer { number } else { 0 }
                }
            }
        }.hosted
    }

    private func tokens(of workflow: HostedWorkflow) async throws -> [CallbackToken] {
        // Which of the two was recorded first is left to chance as well.
        let open = try await harness.log(of: workflow).record.openCallbacks
        return open.sorted { $0.id.rawValue < $1.id.rawValue }.compactMap { operation in
            guard case .callback(let state) = operation.state else { return nil }
            return state.token
        }
    }

    private func finish(_ workflow: HostedWorkflow) async throws -> ExecutionOutcome {
        while true {
            if case .ended(let outcome) = try await harness.wake(workflow) { return outcome }
            // Whoever has been left behind as its owner is waited for.
            harness.clock.advance(by: LogHarness.lifetime)
        }
    }

    @Test(arguments: 1...5)
    func `of two callbacks with a takeover loses neither answer`(_: Int) async throws {
        let workflow = questions
        _ = try await harness.start(workflow)
        let tokens = try await tokens(of: workflow)
        #expect(tokens.count == 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, token) in tokens.enumerated() {
                group.addTask { [harness] in
                    let answer = CallbackCompletion.succeeded(result: "\(index + 1)")
                    _ = try await harness.store.answer(token, with: answer)
                    _ = try await harness.wake(workflow)
                }
            }
            group.addTask { [harness] in _ = try await harness.wake(workflow) }
            try await group.waitForAll()
        }
        #expect(try await finish(workflow) == .succeeded(result: "[1,2]"))
        #expect(tally.all == ["a": 1, "b": 1])
    }

    @Test(arguments: 1...5)
    func `of a callback with its own timeout has one winner, and everybody knows who`(
        _: Int
    ) async throws {
        let workflow = questions
        _ = try await harness.start(workflow)
        let tokens = try await tokens(of: workflow)
        harness.clock.advance(by: .hours(1) - .milliseconds(1))
        async let wake = {
            harness.clock.advance(by: .milliseconds(1))
            return try await harness.wake(workflow)
        }()
        var results: [Int] = []
        for token in tokens {
            do {
                _ = try await harness.store.answer(token, with: .succeeded(result: "7"))
                results.append(7)
            } catch CallbackError.expired {
                results.append(0)
            }
        }
        _ = try await wake
        let list = results.map(String.init).joined(separator: ",")
        #expect(try await finish(workflow) == .succeeded(result: "[\(list)]"))
        #expect(tally.all == ["a": 1, "b": 1])
    }

    @Test func `of a wake-up that comes ten times at once is won by one`() async throws {
        let tally = tally
        let workflow = Workflow("nap") { (_: Int?, context: WorkflowContext) in
            try await context.wait("nap", for: .minutes(1))
            try await context.step("work") { tally.count("work") }
        }.hosted
        _ = try await harness.start(workflow)
        harness.clock.advance(by: .minutes(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...10 {
                group.addTask { [harness] in _ = try await harness.wake(workflow) }
            }
            try await group.waitForAll()
        }
        #expect(tally.all == ["work": 1])
        let entries = try await harness.log(of: workflow).next
        for _ in 1...10 { _ = try await harness.wake(workflow) }
        #expect(try await harness.log(of: workflow).next == entries)
    }

    @Test func `that nobody runs, the wake-up being lost, is run by the sweep`() async throws {
        let workflow = Workflow("nap") { (_: Int?, context: WorkflowContext) in
            try await context.wait("nap", for: .minutes(1))
            return "rested"
        }.hosted
        _ = try await harness.start(workflow)
        // Whatever was sent is gone.
        _ = try await harness.wakeUps()
        harness.clock.advance(by: .minutes(1) + Sweep.grace)
        try await Sweep(
            table: DynamoDBLog(client: harness.client, table: harness.table),
            store: harness.store,
            wakeUps: WakeUps(client: harness.client, queueURL: harness.queueURL)
        ).run(over: ["nap"], until: harness.deadline)
        #expect(try await harness.wakeUps() == ["nap/one"])
        #expect(try await finish(workflow) == .succeeded(result: #""rested""#))
    }
}
