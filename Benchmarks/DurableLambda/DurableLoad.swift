import DurableExecution
import DurableLambda

/// The durable function that `Benchmarks/durable-lambda` measures: a callback that is handed out first and waited for
/// last, and steps between, so that whoever answers decides when all that is recorded is replayed.
@main struct DurableLoad {
    static func main() { Workflows.host(load) }
}

private let load = Workflow("load", durable: true) { (plan: Plan, context: WorkflowContext) in
    let callback = try await context.createCallback("answer", returning: Int.self)
    // A clock outside a step: a replay returns a figure of its own, which nobody reads.
    let start = ContinuousClock.now
    for number in 0..<plan.steps { try await context.step("step") { number } }
    let time = ContinuousClock.now - start
    switch plan.end {
    case .callback: _ = try await callback.result()
    case .wait: try await context.wait("a second", for: .seconds(1))
    case .none: break
    }
    return Figures(nanosecondsOfSteps: Int(time / .nanoseconds(1)))
}

/// What an execution is to do.
private struct Plan: Decodable {
    enum End: String, Decodable { case none, callback, wait }

    let steps: Int
    let end: End
}

private struct Figures: Encodable {
    let nanosecondsOfSteps: Int
}
