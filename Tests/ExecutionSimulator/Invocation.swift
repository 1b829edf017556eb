import DurableExecution

/// One invocation of the function that hosts the workflow, as its body sees it.
struct Invocation: Sendable {
    let number: Int
    let world: World
    /// Whether it runs what was deployed last.
    let hasNewCode: Bool

    var witness: Witness { world.witness }
    private var simulation: Simulation { world.simulation }

    /// The body of a step.
    func attempt(_ attempt: Int?, of name: String, _ plan: StepPlan) async throws -> Int {
        let isAtMostOnce = plan.isAtMostOnce && attempt != nil
        witness.began(name, attempt: attempt, isAtMostOnce: isAtMostOnce, by: number)
        if plan.milliseconds > 0 {
            let time = simulation.number(in: 0...plan.milliseconds)
            try await simulation.sleep(for: .milliseconds(time))
        }
        if plan.failsForGood { throw FinalFailure() }
        let fails =
            attempt.map { $0 <= plan.failures }
            ?? (plan.failures > 0 && simulation.happens(0.4))
        if fails { throw PlannedFailure() }
        return witness.newValue()
    }

    /// Sends a callback's token to somebody, who may answer before this returns.
    func submit(_ token: CallbackToken, of name: String, _ plan: CallbackPlan) async throws {
        world.handOut(token, plan)
        _ = try await attempt(nil, of: "\(name) submitter", plan.submitter)
    }

    /// A look at a condition: its last digit counts the looks.
    func look(_ state: Int, at name: String, _ plan: ConditionPlan) async throws -> Int {
        witness.began(name, attempt: nil, isAtMostOnce: false, by: number)
        await simulation.pause(milliseconds: plan.milliseconds)
        let looks = state % 10 + 1
        if looks == plan.throwsAtLook { throw PlannedFailure() }
        return witness.newValue() * 10 + looks
    }
}

struct PlannedFailure: Error {}
struct FinalFailure: NonRetryableError {}
