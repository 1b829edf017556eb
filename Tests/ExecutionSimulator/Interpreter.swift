import DurableExecution
import FoundationEssentials

/// The body of every simulated workflow: takes a program's turns.
struct Interpreter: Sendable {
    let invocation: Invocation
    /// What tells the operations of a round from those of the one before.
    var suffix = ""

    private var witness: Witness { invocation.witness }

    func run(_ nodes: [Node], _ context: WorkflowContext) async throws -> Int {
        var digest = 17
        for node in nodes { digest = digest &* 31 &+ (try await run(node, context)) }
        return digest
    }

    /// Tells the witness what came of an operation: it must be the same in every run.
    private func run(_ node: Node, _ context: WorkflowContext) async throws -> Int {
        let name = node.name + suffix
        do {
            let value = try await perform(node.kind, name, context)
            witness.saw("\(value)", at: name)
            return value
        } catch {
            witness.saw("\(error)", at: name)
            throw error
        }
    }

    private func perform(
        _ kind: Node.Kind,
        _ name: String,
        _ context: WorkflowContext
    ) async throws -> Int {
        switch kind {
        case .step(let plan): return try await step(name, plan, context)
        case .wait(let seconds):
            try await context.wait(name, for: .seconds(seconds))
            witness.isPast(name)
            return seconds
        case .waitUntil(let seconds):
            let moment = context.now.addingTimeInterval(Double(seconds))
            try await context.wait(name, until: moment)
            witness.isPast(moment, name)
            return seconds
        case .callback(let plan): return try await callback(name, plan, context)
        case .pendingCallback(let plan, let meanwhile):
            return try await pendingCallback(name, plan, meanwhile, context)
        case .signal(let seconds):
            let limit = seconds.map { Duration.seconds($0) }
            let signal = try await context.signal(name, returning: Int.self, timeout: limit)
            return value(of: signal, name)
        case .condition(let plan): return try await condition(name, plan, context)
        case .invoke(let fails):
            return try await context.invoke(name, function: "f:\(fails ? "fail" : "1")", input: 1)
        case .start(let plan, let meanwhile):
            return try await start(name, plan, meanwhile, context)
        case .child(let nodes, let isLarge): return try await child(name, nodes, isLarge, context)
        case .shield(let nodes):
            return try await context.shield(name) { try await run(nodes, $0) }
        case .branches(let plan): return try await branches(name, plan, context)
        case .handles(let bodies, let meanwhile, let join):
            return try await handles(name, bodies, meanwhile, join, context)
        case .saga(let steps, let fails): return try await saga(name, steps, fails, context)
        case .sideEffect:
            return try await context.sideEffect(name) { [witness] in witness.newValue() }
        case .random: return Int.random(in: 0..<1_000_000, using: &context.random)
        case .now: return Int(context.now.timeIntervalSince1970 * 1000)
        case .patched(let old, let new):
            if invocation.hasNewCode, try await context.patched(name) {
                return try await run(new, context)
            }
            // To have passed a place is to have something recorded there, whatever came of it.
            do {
                let value = try await run(old, context)
                return try await context.sideEffect("\(name) old") { value }
            } catch {
                _ = try await context.sideEffect("\(name) old") { -1 }
                throw error
            }
        case .recovered(let nodes):
            do { return try await run(nodes, context) } catch { return -1 }
        }
    }
}

// MARK: - One operation

extension Interpreter {
    private func step(
        _ name: String,
        _ plan: StepPlan,
        _ context: WorkflowContext
    ) async throws -> Int {
        try await context.step(
            name,
            retry: plan.retry,
            timeout: plan.timeoutSeconds.map { .seconds($0) },
            semantics: plan.isAtMostOnce ? .atMostOncePerRetry : .atLeastOnce
        ) { [invocation] attempt in
            try await invocation.attempt(attempt.number, of: name, plan)
        }
    }

    private func callback(
        _ name: String,
        _ plan: CallbackPlan,
        _ context: WorkflowContext
    ) async throws -> Int {
        let answer = try await context.callback(
            name,
            returning: Int.self,
            timeout: plan.timeoutSeconds.map { .seconds($0) },
            heartbeat: plan.heartbeatSeconds.map { .seconds($0) },
            retry: plan.submitter.retry
        ) { [invocation] token in
            try await invocation.submit(token, of: name, plan)
        }
        return value(of: answer, name)
    }

    private func pendingCallback(
        _ name: String,
        _ plan: CallbackPlan,
        _ meanwhile: [Node],
        _ context: WorkflowContext
    ) async throws -> Int {
        let callback = try await context.createCallback(
            name,
            returning: Int.self,
            timeout: plan.timeoutSeconds.map { .seconds($0) },
            heartbeat: plan.heartbeatSeconds.map { .seconds($0) }
        )
        invocation.world.handOut(callback.token, plan)
        let digest = try await run(meanwhile, context)
        return digest &+ value(of: try await callback.result(), name)
    }

    private func value(of answer: CallbackAnswer<Int>, _ name: String) -> Int {
        switch answer {
        case .received(let value): return value
        case .timedOut:
            witness.isPast(name)
            return -2
        }
    }

    private func condition(
        _ name: String,
        _ plan: ConditionPlan,
        _ context: WorkflowContext
    ) async throws -> Int {
        let isMet: @Sendable (Int) -> Bool = { $0 % 10 >= plan.looks }
        return try await context.condition(
            name,
            from: 0,
            polling: plan.isSpread
                ? PollStrategy(looks: plan.allowed, initial: .seconds(2))
                : .every(.seconds(3), looks: plan.allowed),
            until: isMet
        ) { [invocation] state in
            try await invocation.look(state, at: name, plan)
        }
    }

    private func child(
        _ name: String,
        _ nodes: [Node],
        _ isLarge: Bool,
        _ context: WorkflowContext
    ) async throws -> Int {
        guard isLarge else {
            return try await context.child(name) { try await run(nodes, $0) }
        }
        let text = try await context.child(name) { context in
            "\(try await run(nodes, context)) " + String(repeating: "x", count: 270_000)
        }
        return Int(text.prefix { $0 != " " }) ?? 0
    }

    private func start(
        _ name: String,
        _ plan: ChildPlan,
        _ meanwhile: [Node],
        _ context: WorkflowContext
    ) async throws -> Int {
        let handle = try await context.start(
            name,
            Workflow<Int, Int>(plan.workflow) { _, _ in 0 },
            input: 0,
            parentClose: plan.policy
        )
        let digest = try await run(meanwhile, context)
        switch plan.use {
        case .value: return digest &+ (try await handle.value)
        case .cancelled:
            try await handle.cancel("\(name) cancel")
            return digest &+ (try await handle.value)
        case .none: return digest
        }
    }

    private func saga(
        _ name: String,
        _ steps: [SagaStep],
        _ fails: Bool,
        _ context: WorkflowContext
    ) async throws -> Int {
        try await context.saga(name) { saga in
            var digest = 0
            for step in steps {
                let (name, retry) = (step.name + suffix, step.work.retry)
                digest &+= try await saga.step(
                    name,
                    retry: retry,
                    { [invocation] in try await invocation.attempt(nil, of: name, step.work) },
                    undo: { [invocation] _ in
                        _ = try await invocation.attempt(nil, of: "\(name) undo", step.undo)
                    }
                )
            }
            if fails { throw PlannedFailure() }
            return digest
        }
    }
}

// MARK: - Several at once

extension Interpreter {
    private func branches(
        _ name: String,
        _ plan: BranchesPlan,
        _ context: WorkflowContext
    ) async throws -> Int {
        let gauge = Gauge()
        @Sendable func body(_ nodes: [Node], _ context: WorkflowContext) async throws -> Int {
            if gauge.enter() > plan.concurrency {
                witness.violated("\(name) runs more than \(plan.concurrency) branches at once")
            }
            defer { gauge.leave() }
            return try await run(nodes, context)
        }
        let batch =
            plan.isMap
            ? try await context.map(
                name,
                over: plan.bodies,
                concurrency: plan.concurrency,
                completing: plan.policy.completion,
                body
            )
            : try await context.parallel(
                name,
                branches: plan.bodies.map { nodes in
                    Branch { context in try await body(nodes, context) }
                },
                concurrency: plan.concurrency,
                completing: plan.policy.completion
            )
        let items = batch.items.map { "\($0.index): \($0.result.map { "\($0)" } ?? "-")" }
        witness.saw("\(items) \(batch.reason)", at: "\(name) batch")
        return batch.successes.reduce(batch.failures.count, &+)
    }

    private func handles(
        _ name: String,
        _ bodies: [[Node]],
        _ meanwhile: [Node],
        _ join: Join,
        _ context: WorkflowContext
    ) async throws -> Int {
        let handles = try bodies.enumerated().map { index, nodes in
            try context.start("\(name) \(index)") { try await run(nodes, $0) }
        }
        let digest = try await run(meanwhile, context)
        switch join {
        case .all: return try await context.all(handles).reduce(digest, &+)
        case .first:
            let (index, handle) = try await context.first("\(name) first", of: handles)
            return try await handle.value &+ index
        case .timed(let seconds):
            guard let handle = handles.first else { return digest }
            let limit = Duration.seconds(seconds)
            return try await context.timed("\(name) timed", handle, within: limit) ?? -3
        case .none: return digest
        }
    }
}

extension StepPlan {
    fileprivate var retry: RetryStrategy {
        switch backoff {
        case .fixed(let seconds): .fixed(attempts: attempts, delay: .seconds(seconds))
        case .exponential: .exponential(attempts: attempts, initial: .seconds(2))
        }
    }
}

extension BranchesPlan.Policy {
    fileprivate var completion: CompletionPolicy {
        switch self {
        case .failFast: .failFast
        case .all: .all
        case .firstSuccess: .firstSuccess
        case .successes(let count): .successes(count)
        case .tolerating(let failures): .tolerating(failures: failures)
        }
    }
}
