import AWSClient
import TestServices
import TestTools
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `An execution on DynamoDB` {
    private static func approval(_ tally: Tally) -> HostedWorkflow {
        Workflow("approval") { (_: Int?, context: WorkflowContext) in
            try await context.step("create") { tally.count("create") }
            let answer = try await context.callback(
                "decision",
                returning: String.self,
                timeout: .hours(72)
            ) { _ in tally.count("submit") }
            guard case .received(let decision) = answer else { return "expired" }
            try await context.wait("grace", for: .minutes(10))
            let receipts = try await context.map("receipts", over: 1...2, concurrency: 1) {
                number,
                context in
                try await context.step("mail \(number)") {
                    tally.count("mail \(number)")
                    return number
                }
            }
            return "\(decision) \(receipts)"
        }.hosted
    }

    @Test func `is suspended, answered, resumed and ended`() async throws {
        let harness = try await LogHarness()
        let tally = Tally()
        let workflow = Self.approval(tally)
        guard case .running = try await harness.start(workflow) else { throw Unexpected() }
        try await harness.answer(workflow, with: #""yes""#)
        guard case .running = try await harness.wake(workflow) else { throw Unexpected() }
        harness.clock.advance(by: .minutes(10))
        guard case .ended(let outcome) = try await harness.wake(workflow) else {
            throw Unexpected()
        }
        #expect(outcome == .succeeded(result: #""yes [1, 2]""#))
        #expect(tally.all == ["create": 1, "submit": 1, "mail 1": 1, "mail 2": 1])
    }

    @Test func `takes one request and one write unit for a small sequential step`() async throws {
        let harness = try await LogHarness()
        func requests(_ steps: Int) async throws -> Int {
            let workflow = Workflow("steps") { (_: Int?, context: WorkflowContext) in
                for number in 0..<steps {
                    try await context.step("step \(number)") { number }
                }
            }.hosted
            let before = harness.client.requestCount
            _ = try await harness.start(workflow, name: "of-\(steps)")
            return harness.client.requestCount - before
        }
        let (few, many) = (try await requests(1), try await requests(11))
        // Start, step, end, and what lists show of the end.
        #expect(few == 4)
        #expect(many == 14)
        let pages = harness.client.pages(
            of: DynamoDB.Query(table: harness.table, keyCondition: "PK = \(.string("steps/of-11"))")
        )
        for try await page in pages {
            let sizes = page.items.map { item in
                item.reduce(0) { sum, attribute in
                    let value = attribute.value
                    let size = value.string?.utf8.count ?? value.binary?.count ?? 21
                    return sum + attribute.key.utf8.count + size
                }
            }
            #expect(sizes.allSatisfy { $0 <= 1024 }, "\(sizes)")
        }
    }

    @Test func `cannot be appended to by an owner that was taken over`() async throws {
        let harness = try await LogHarness()
        let store = harness.store
        let one = try ExecutionName("one")
        let execution = ExecutionID(workflow: "w", name: one)
        let first = try await store.start("w", one, input: nil, as: harness.owner)
        guard case .owned(let zombie) = first else { throw Unexpected() }
        harness.clock.advance(by: LogHarness.lifetime)
        guard case .owned(let owner) = try await store.resume(execution, as: harness.owner)
        else { throw Unexpected() }

        let step = OperationUpdate(id: .path(1, in: nil), name: "late", change: .startStep)
        let answer = try await zombie.checkpoint([step], against: zombie.token)
        guard case .superseded = answer else { throw Unexpected() }
        guard case .recorded = try await owner.checkpoint([step], against: owner.token) else {
            throw Unexpected()
        }
        let again = try await zombie.checkpoint([step], against: zombie.token)
        guard case .superseded = again else { throw Unexpected() }
    }

    @Test func `is left alone by a wake-up while its owner may still run`() async throws {
        let harness = try await LogHarness()
        let store = harness.store
        let one = try ExecutionName("one")
        let execution = ExecutionID(workflow: "w", name: one)
        _ = try await store.start("w", one, input: nil, as: harness.owner)
        let opening = try await store.resume(execution, as: harness.owner)
        guard case .refused(.owned(let moment)) = opening else { throw Unexpected() }
        #expect(moment == harness.deadline)
    }

    @Test func `absorbs an answer that comes just before it lets go`() async throws {
        let harness = try await LogHarness()
        let tally = Tally()
        let store = harness.store
        let workflow = Workflow("early") { (_: Int?, context: WorkflowContext) in
            tally.count("body")
            let answer = try await context.callback("question", returning: Int.self) { token in
                _ = try await store.answer(token, with: .succeeded(result: "42"))
            }
            guard case .received(let number) = answer else { return 0 }
            return number
        }.hosted
        guard case .ended(let outcome) = try await harness.start(workflow) else {
            throw Unexpected()
        }
        #expect(outcome == .succeeded(result: "42"))
        #expect(tally.all == ["body": 1])
    }

    @Test func `meets itself when it is started twice, and refuses another input`() async throws {
        let harness = try await LogHarness()
        let workflow = Workflow("echo") { (text: String, _: WorkflowContext) in text }.hosted
        _ = try await harness.start(workflow, input: #""a""#)
        guard case .ended(let again) = try await harness.start(workflow, input: #" "a" "#) else {
            throw Unexpected()
        }
        #expect(again == .succeeded(result: #""a""#))
        await #expect(throws: InputConflict.self) {
            try await harness.start(workflow, input: #""b""#)
        }
    }

    @Test func `refuses a guessed token`() async throws {
        let harness = try await LogHarness()
        let workflow = Self.approval(Tally())
        _ = try await harness.start(workflow)
        let guess = CallbackAddress(
            execution: try ExecutionID(workflow: workflow.name, name: ExecutionName("one")),
            operation: .path(1, in: .path(2, in: nil))
        ).token({ $0 + $1 }, "guess")
        await #expect(throws: CallbackError.unknown) {
            try await harness.store.answer(guess, with: .succeeded(result: "1"))
        }
    }

    @Test(arguments: 1...17, [true, false])
    func `survives the death of its process at any request`(
        request: Int,
        isAnswerLost: Bool
    ) async throws {
        let harness = try await LogHarness()
        let tally = Tally()
        let workflow = Self.approval(tally)
        let network = DyingNetwork(diesAt: request, isAnswerLost: isAnswerLost)
        let mortal = AWSClient(
            credentials: harness.service.credentials,
            region: harness.service.region,
            http: network,
            environment: Environment(harness.service.environment)
        )
        let one = try ExecutionName("one")
        let execution = ExecutionID(workflow: workflow.name, name: one)
        _ = try? await harness.host(of: workflow, client: mortal)
            .start(workflow.name, name: one, input: "null", until: harness.deadline)
        let recorded = try await harness.store.read(execution)?.record.operations
        let runs = tally.all

        harness.clock.advance(by: LogHarness.lifetime)
        _ = try await harness.start(workflow)
        try await harness.answer(workflow, with: #""yes""#)
        _ = try? await harness.host(of: workflow, client: mortal)
            .wake(execution, until: harness.deadline)
        harness.clock.advance(by: .minutes(11))
        _ = try await harness.wake(workflow)
        harness.clock.advance(by: .minutes(11))
        guard case .ended(let outcome) = try await harness.wake(workflow) else {
            throw Unexpected()
        }
        #expect(outcome == .succeeded(result: #""yes [1, 2]""#))
        for step in recorded ?? [] where step.type == .step && step.status == .succeeded {
            let name = step.name == "decision submitter" ? "submit" : step.name ?? ""
            #expect(tally.all[name] == runs[name], "\(name) ran again")
        }
    }
}

struct Unexpected: Error {}
