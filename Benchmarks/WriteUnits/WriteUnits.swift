import AWSClient
import DurableExecution
import DurableLambda
import Foundation
import HTTPTransport
import Synchronization
import TestServices

/// Counts what executions cost on DynamoDB: requests and capacity units, nothing estimated.
@main struct WriteUnits {
    static func main() async throws {
        let service = try await MiniStack.start()
        print(
            "workflow                            writes  WRU  table  indexes  WRU/step  reads  RRU  messages"
        )
        for scenario in Scenario.all {
            let costs = try await scenario.run(on: service)
            let perStep = Double(costs.writeUnits) / Double(scenario.steps)
            print(
                scenario.name.padding(toLength: 34, withPad: " ", startingAt: 0),
                cell(costs.writes, 7),
                cell(costs.writeUnits, 4),
                cell(costs.tableUnits, 6),
                cell(costs.indexUnits, 8),
                cell(String(format: "%.2f", perStep), 9),
                cell(costs.reads, 6),
                cell(costs.readUnits, 4),
                cell(costs.messages, 9)
            )
        }
    }

    private static func cell(_ value: some CustomStringConvertible, _ width: Int) -> String {
        let text = value.description
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

/// A workflow and what happens to it until it has ended.
struct Scenario {
    let name: String
    let steps: Int
    let workflow: HostedWorkflow

    static let all = [
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

    /// Runs the workflow to its end on a table of its own; answers what all of it has cost.
    func run(on service: MiniStack) async throws -> Costs {
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
        let wakeUps = WakeUps(client: client, queueURL: queueURL)
        let host = ExecutionHost(
            of: HostedWorkflows([workflow]),
            in: store,
            wakeUps: wakeUps
        )
        let name = try ExecutionName("one")
        var deadline: Timestamp { clock.withLock { $0.advanced(by: .minutes(1)) } }

        var (execution, answer) =
            try await host
            .start(workflow.name, name: name, input: nil, until: deadline)
        while case .running = answer {
            try await answerCallback(of: execution.rawValue, in: store)
            clock.withLock { $0 = $0.advanced(by: .seconds(2)) }
            answer = try await host.wake(execution, until: deadline)
        }
        return meter.costs
    }

    /// Somebody outside answers.
    private func answerCallback(of execution: String, in store: ExecutionStore) async throws {
        let callback = try await store.record(of: execution)?.openCallbacks.first
        guard case .callback(let state) = callback?.state else { return }
        _ = try await store.answer(state.token, with: .succeeded(result: #""yes""#))
    }
}
