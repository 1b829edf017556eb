import DurableExecution

/// Makes programs by chance, none larger than its budget.
struct ProgramGenerator {
    private let simulation: Simulation
    private var budget: Int
    private var names = 0
    private var signals: [(name: String, afterMilliseconds: Int)] = []
    private var children: [ChildPlan] = []
    /// How deep in workflows that start one another.
    private var generation = 0

    static func program(_ simulation: Simulation) -> Program {
        var generator = ProgramGenerator(simulation: simulation)
        var program = Program(body: generator.nodes(depth: 0))
        program.signals = generator.signals
        program.children = generator.children
        if simulation.happens(0.05) { program.timeoutSeconds = simulation.number(in: 1...120) }
        if simulation.happens(0.15) { program.cancelledAfter = simulation.number(in: 0...60_000) }
        if simulation.happens(0.03) { program.stoppedAfter = simulation.number(in: 0...60_000) }
        return program
    }

    private init(simulation: Simulation) {
        self.simulation = simulation
        // Small ones mostly: they reach more of their states.
        budget = simulation.happens(0.1) ? 30 : simulation.number(in: 2...12)
    }

    private mutating func name() -> String {
        names += 1
        return "n\(names)"
    }

    private mutating func nodes(depth: Int) -> [Node] {
        let wanted = depth == 0 ? simulation.number(in: 1...8) : simulation.number(in: 0...3)
        var nodes: [Node] = []
        while nodes.count < wanted, budget > 0 {
            budget -= 1
            let name = name()
            let node = Node(name: name, kind: kind(depth: depth, name))
            // A failure that nobody catches ends all.
            let isCaught = simulation.happens(0.6)
            nodes.append(
                isCaught ? Node(name: "\(name) caught", kind: .recovered([node])) : node
            )
        }
        return nodes
    }

    private mutating func kind(depth: Int, _ name: String) -> Node.Kind {
        let isNested = depth < 3 && budget > 2 && simulation.happens(0.5)
        return isNested ? nested(depth: depth + 1) : leaf(name)
    }

    private mutating func leaf(_ name: String) -> Node.Kind {
        switch simulation.number(in: 0...16) {
        case 0...5: .step(step())
        case 6, 7: .wait(seconds: simulation.number(in: 1...40))
        case 8: .waitUntil(seconds: simulation.number(in: 0...20))
        case 9, 10: .callback(callback())
        case 11: .condition(condition())
        case 12: .invoke(fails: simulation.happens(0.2))
        case 13: .sideEffect
        case 14: .random
        // Only the first workflow is sent signals.
        case 15 where generation == 0: signal(name)
        default: .now
        }
    }

    private mutating func nested(depth: Int) -> Node.Kind {
        switch simulation.number(in: 0...14) {
        case 13,
            14 where generation < 3:
            return start(depth: depth)
        case 0: return .child(nodes(depth: depth), isLarge: simulation.happens(0.02))
        case 1...4: return .branches(branches(depth: depth))
        case 5...7:
            let bodies = (0..<simulation.number(in: 1...3)).map { _ in nodes(depth: depth) }
            return .handles(bodies, meanwhile: nodes(depth: depth), join())
        case 8:
            let steps = (0..<simulation.number(in: 1...3)).map { _ in
                SagaStep(name: name(), work: step(), undo: step())
            }
            return .saga(steps, fails: simulation.happens(0.5))
        case 9:
            return .patched(old: nodes(depth: depth), new: nodes(depth: depth))
        case 10: return .shield(nodes(depth: depth))
        case 11: return .pendingCallback(callback(), meanwhile: nodes(depth: depth))
        default: return .recovered(nodes(depth: depth))
        }
    }

    private mutating func start(depth: Int) -> Node.Kind {
        generation += 1
        let policies: [ParentClosePolicy] = [.terminate, .cancel, .abandon]
        let uses: [ChildPlan.Use] = [.value, .value, .cancelled, .none]
        let (workflow, count) = ("child-\(name())", children.count)
        let body = nodes(depth: depth)
        // What is started in every round would be there several times.
        let mayGoOn = children.count == count
        let plan = ChildPlan(
            workflow: workflow,
            body: body,
            rounds: mayGoOn && simulation.happens(0.3) ? simulation.number(in: 1...2) : 0,
            timeoutSeconds: simulation.happens(0.1) ? simulation.number(in: 1...60) : nil,
            policy: policies[simulation.number(in: 0...2)],
            use: uses[simulation.number(in: 0...3)]
        )
        generation -= 1
        children.append(plan)
        return .start(plan, meanwhile: nodes(depth: depth))
    }

    private func step() -> StepPlan {
        let attempts = simulation.number(in: 1...4)
        return StepPlan(
            failures: simulation.happens(0.3) ? simulation.number(in: 1...4) : 0,
            attempts: attempts,
            backoff: simulation.happens(0.5) ? .fixed(seconds: 1) : .exponential,
            failsForGood: simulation.happens(0.02),
            isAtMostOnce: simulation.happens(0.3),
            timeoutSeconds: simulation.happens(0.05) ? simulation.number(in: 1...3) : nil,
            milliseconds: simulation.happens(0.1) ? 40_000 : simulation.number(in: 0...2000)
        )
    }

    private func callback() -> CallbackPlan {
        var plan = CallbackPlan(submitter: step())
        if simulation.happens(0.6) { plan.timeoutSeconds = simulation.number(in: 1...60) }
        if simulation.happens(0.1) { plan.heartbeatSeconds = simulation.number(in: 1...60) }
        for _ in 0..<simulation.number(in: 0...2) {
            plan.answers.append((afterMilliseconds: answerDelay(plan.limitSeconds), answer()))
        }
        return plan
    }

    /// At once, some time, or just when the callback expires.
    private func answerDelay(_ limitSeconds: Int?) -> Int {
        switch simulation.number(in: 0...3) {
        case 0: 0
        case 1: simulation.number(in: 0...3000)
        default:
            if let limitSeconds, simulation.happens(0.5) {
                limitSeconds * 1000 + simulation.number(in: -30...30)
            } else {
                simulation.number(in: 0...90_000)
            }
        }
    }

    private func answer() -> CallbackPlan.Answer {
        switch simulation.number(in: 0...9) {
        case 0: .failure
        case 1: .unreadable
        default: .value
        }
    }

    private mutating func signal(_ name: String) -> Node.Kind {
        let timeout = simulation.happens(0.5) ? simulation.number(in: 1...60) : nil
        for _ in 0..<simulation.number(in: 0...2) {
            signals.append((name, afterMilliseconds: simulation.number(in: 0...90_000)))
        }
        return .signal(timeoutSeconds: timeout)
    }

    private func condition() -> ConditionPlan {
        ConditionPlan(
            looks: simulation.number(in: 1...4),
            allowed: simulation.number(in: 2...6),
            isSpread: simulation.happens(0.5),
            throwsAtLook: simulation.happens(0.1) ? simulation.number(in: 1...3) : nil,
            milliseconds: simulation.number(in: 0...500)
        )
    }

    private mutating func branches(depth: Int) -> BranchesPlan {
        let count = simulation.number(in: 1...4)
        let policy: BranchesPlan.Policy =
            switch simulation.number(in: 0...5) {
            case 0, 1: .failFast
            case 2: .all
            case 3: .firstSuccess
            case 4: .successes(simulation.number(in: 1...count))
            default: .tolerating(1)
            }
        return BranchesPlan(
            bodies: (0..<count).map { _ in nodes(depth: depth) },
            concurrency: simulation.happens(0.5) ? simulation.number(in: 1...3) : .max,
            policy: policy,
            isMap: simulation.happens(0.5)
        )
    }

    private func join() -> Join {
        switch simulation.number(in: 0...5) {
        case 0, 1: .all
        case 2, 3: .first
        case 4: .timed(seconds: simulation.number(in: 1...20))
        default: .none
        }
    }
}
