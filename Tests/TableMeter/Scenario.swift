import AWSClient
package import DurableCost
import DurableExecution
import DurableLambda
import Foundation
import Synchronization
package import TestServices

/// A workflow and what happens to it until it has ended.
package struct Scenario: Sendable {
    package let name: String
    package let steps: Int
    let workflow: HostedWorkflow

    package static let all = [
        Scenario(name: "1 small step", steps: 1, workflow: steps(1)),
        Scenario(name: "10 small steps", steps: 10, workflow: steps(10)),
        Scenario(name: "100 small steps", steps: 100, workflow: steps(100)),
        Scenario(
            name: "10 steps with a result of 10 KB",
            steps: 10,
            workflow: steps(10, size: 10_000)
        ),
        Scenario(name: "map of 100 steps, 10 at a time", steps: 100, workflow: map),
        Scenario(name: "10 steps, a wait and a callback", steps: 10, workflow: approval),
    ]

    private static func steps(_ count: Int, size: Int = 20) -> HostedWorkflow {
        Workflow("steps") { (_: Int?, context: WorkflowContext) in
            for number in 1...count {
                _ = try await context.step("step \(number)") { String(repeating: "x", count: size) }
            }
        }.hosted
    }

    private static var map: HostedWorkflow {
        Workflow("map") { (_: Int?, context: WorkflowContext) in
            _ = try await context.map("items", over: 1...100, concurrency: 10) { item, context in
                try await context.step("item") { item }
            }
        }.hosted
    }

    private static var approval: HostedWorkflow {
        Workflow("approval") { (_: Int?, context: WorkflowContext) in
            for number in 1...5 { _ = try await context.step("before \(number)") { number } }
            _ = try await context.callback("decision", returning: String.self) { _ in }
            try await context.wait("grace", for: .seconds(1))
            for number in 1...5 { _ = try await context.step("after \(number)") { number } }
        }.hosted
    }

    /// What a run has cost, and what can be told of that from its log.
    package struct Result: Sendable {
        package let metered: TableCosts
        package let told: TableCosts
    }

    /// Runs the workflow to its end on a table of its own.
    package func run(on service: MiniStack) async throws -> Result {
        let table = "units-\(UUID().uuidString)"
        let meter = Meter(service.client(), table: table)
        _ = try await service.client().send(ExecutionsTable.creation(table))
        let queueURL = try await service.createQueue(table)
        let client = AWSClient(
            credentials: service.credentials,
            region: service.region,
            http: meter,
            environment: Environment(service.environment)
        )
        let clock = Mutex(Timestamp.now)
        let store = ExecutionStore.dynamoDB(client, table: table) { clock.withLock { $0 } }
        let observer = ExecutionStore.dynamoDB(service.client(), table: table)
        let wakeUps = WakeUps(client: client, queueURL: queueURL)
        let host = ExecutionHost(
            of: HostedWorkflows([workflow]),
            in: store,
            wakeUps: wakeUps
        )
        let name = try ExecutionName("one")
        var deadline: Timestamp { clock.withLock { $0.advanced(by: .hours(1)) } }

        var (execution, answer) =
            try await host
            .start(workflow.name, name: name, input: nil, until: deadline)
        while case .running = answer {
            if let token = try await openToken(of: execution, in: observer) {
                let woken = try await store.answer(token, with: .succeeded(result: #""yes""#))
                try await wakeUps.wake(woken)
            }
            clock.withLock { $0 = $0.advanced(by: .seconds(2)) }
            answer = try await host.wake(execution, until: deadline)
        }
        let metered = meter.costs
        let log = try await store.table.read(execution)
        return Result(metered: metered, told: try TableCosts(of: log, in: store))
    }

    /// The token that was sent to somebody outside, found at nobody's cost.
    private func openToken(
        of execution: ExecutionID,
        in store: ExecutionStore
    ) async throws -> CallbackToken? {
        let callback = try await store.record(of: execution.rawValue)?.openCallbacks.first
        guard case .callback(let state) = callback?.state else { return nil }
        return state.token
    }
}
