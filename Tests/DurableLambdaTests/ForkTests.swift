import AWSClient
import TestTools
import Testing

@testable import DurableExecution
@testable import DurableLambda

@Suite struct `A fork on DynamoDB` {
    /// What the fork begins with fits into its first item, or is in pieces.
    @Test(arguments: [1, 500_000])
    func `goes on from what its origin had recorded, however large that is`(size: Int) async throws
    {
        let harness = try await LogHarness()
        let tally = Tally()
        let workflow = Workflow("order") { (customer: Int, context: WorkflowContext) in
            let text = try await context.step("first") {
                tally.count("first")
                return String(repeating: "x", count: size)
            }
            let number = try await context.step("second") {
                tally.count("second")
                return text.count
            }
            return "\(customer) \(number)"
        }.hosted
        _ = try await harness.start(workflow, input: "1")
        let origin = try await harness.log(of: workflow)
        let store = harness.store
        let execution = origin.start.execution
        let fork = try ExecutionName("fork")
        try await store.fork(execution, from: "second", named: fork, input: "2")

        let table = DynamoDBLog(client: harness.client, table: harness.table)
        let items = try await table.items(of: ExecutionID(workflow: "order", name: fork))
        #expect(items.count == (size > 1 ? 3 : 1))
        #expect(try await table.heads(HeadQuery()).count == 2)
        guard case .ended(let outcome) = try await harness.wake(workflow, name: "fork") else {
            throw Unexpected()
        }
        #expect(outcome == .succeeded(result: "\"2 \(size)\""))
        #expect(tally.all == ["first": 1, "second": 2])
        #expect(try await harness.log(of: workflow).next == origin.next)
        await #expect(throws: InvalidFork.exists("fork")) {
            try await store.fork(execution, from: "second", named: fork)
        }
    }
}
